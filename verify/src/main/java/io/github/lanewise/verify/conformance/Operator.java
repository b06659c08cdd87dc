package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** Runs the cases of one kind of op against the kernels. */
interface Operator {
    /**
     * Computes every output of a case and compares it.
     *
     * @throws UnsupportedCaseException if the case asks for what the kernels do not have
     */
    void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel);

    /** Turns a case away. */
    static void unsupportedIf(boolean condition, String reason) {
        if (condition) {
            throw new UnsupportedCaseException(reason);
        }
    }
}
