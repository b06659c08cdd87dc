package io.github.lanewise.rivals;

/** A contender cannot do what it was asked; the message is its reason. */
final class ContenderFailure extends Exception {
    private static final long serialVersionUID = 1;

    ContenderFailure(String reason) {
        super(reason);
    }
}
