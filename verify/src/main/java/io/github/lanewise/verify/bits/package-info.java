/**
 * The bit references: every operator in float, in the very order of summation that its Javadoc publishes, one scalar
 * operation at a time.
 *
 * <p>They are written from the Javadoc alone and share nothing with the kernels, their scalar twins or the oracle. A kernel
 * must equal them to the last bit, the payload of a NaN apart.
 */
package io.github.lanewise.verify.bits;
