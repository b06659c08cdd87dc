package io.github.lanewise.verify.conformance;

import java.util.List;

/** What became of a case. */
public sealed interface Outcome {
    /** Every output was as it should be. */
    record Passed() implements Outcome {}

    /**
     * An output was not.
     *
     * @param messages what differs, one for each output
     */
    record Failed(List<String> messages) implements Outcome {}

    /**
     * The case asks for what the kernels do not have.
     *
     * @param reason what that is, in a few words
     */
    record Unsupported(String reason) implements Outcome {}
}
