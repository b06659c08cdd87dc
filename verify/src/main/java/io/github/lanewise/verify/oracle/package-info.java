/**
 * The oracle: every operator from its textbook definition, in double, as plainly as it can be written.
 *
 * <p>It knows nothing of an order of summation and shares nothing with the kernels or with the bit references; it says how
 * far from its value a float result may lie (see {@link io.github.lanewise.verify.oracle.Estimate}).
 */
package io.github.lanewise.verify.oracle;
