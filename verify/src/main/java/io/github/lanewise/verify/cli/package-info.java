/** The program {@code verify/bin/verify}. */
package io.github.lanewise.verify.cli;
