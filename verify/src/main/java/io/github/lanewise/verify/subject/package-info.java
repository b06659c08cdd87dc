/**
 * Operators as subjects of checks: {@link io.github.lanewise.verify.subject.Subject} is the one interface through which
 * properties, {@code verify check} and {@code verify bits} see an operator, here and in a library of your own; {@link
 * io.github.lanewise.verify.subject.OneResult} checks one.
 */
package io.github.lanewise.verify.subject;
