/** The bits of every operator as digests, and the fixed set of problems they are of. */
package io.github.lanewise.verify.digest;
