/**
 * Conformance: cases that nobody in the project wrote, read from files of a published format and run against the kernels.
 *
 * <p>{@link io.github.lanewise.verify.conformance.CaseFile} reads, {@link
 * io.github.lanewise.verify.conformance.ConformanceRunner} runs, {@link
 * io.github.lanewise.verify.conformance.ConformanceReport} tells.
 */
package io.github.lanewise.verify.conformance;
