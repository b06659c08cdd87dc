package io.github.lanewise.verify.conformance;

/** A case asks for what the kernels do not have; the message is the reason in a few words. */
public final class UnsupportedCaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedCaseException(String reason) {
        super(reason);
    }
}
