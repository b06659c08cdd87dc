/** Comparisons of what a kernel returned with what it should have, and messages that name the worst element. */
package io.github.lanewise.verify.compare;
