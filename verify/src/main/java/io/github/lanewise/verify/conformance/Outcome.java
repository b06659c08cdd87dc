package io.github.lanewise.verify.conformance;

/** What became of a case. */
public sealed interface Outcome {
    /** Every output was as it should be. */
    record Passed() implements Outcome {}

    /**
     * An output was not.
     *
     * @param message what differs
     */
    record Failed(String message) implements Outcome {}

    /**
     * The case asks for what the kernels do not have.
     *
     * @param reason what that is, in a few words
     */
    record Unsupported(String reason) implements Outcome {}
}
