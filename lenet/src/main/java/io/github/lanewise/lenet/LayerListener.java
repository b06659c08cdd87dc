package io.github.lanewise.lenet;

/**
 * Is told by a {@link Network} as its layers pass, on the thread that called it: who reads the clock each time knows what each
 * layer takes where it works, among the others.
 */
@FunctionalInterface
public interface LayerListener {
    /** Which way a batch goes. */
    enum Pass {
        /** To logits and loss. */
        FORWARD,
        /** To the gradients. */
        BACKWARD
    }

    /**
     * A layer is done. Where several are computed as one, only the last of them is told: forward the highest, backward the
     * lowest.
     *
     * @param layer
     *            place in {@link Parameters#layers}; the loss has the place behind the last
     * @param pass
     *            which way
     */
    void done(int layer, Pass pass);
}
