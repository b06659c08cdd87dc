package io.github.lanewise.rivals;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What is computed on a problem. */
enum Pass {
    /** A matrix product. */
    MULTIPLY("multiply"),
    /** The output of a layer. */
    FORWARD("forward"),
    /** The output of a maximum and where each came from. */
    FORWARD_INDICES("forwardIndices"),
    /** The gradient of a layer with weights by its input. */
    GRAD_INPUT("gradInput"),
    /** The gradient by its weights. */
    GRAD_WEIGHT("gradWeight"),
    /** The gradient of a pooling by its input. */
    BACKWARD("backward"),
    /** A training step of a network. */
    TRAIN("train"),
    /** The logits of a network. */
    INFER("infer");

    private final String text;

    Pass(String text) {
        this.text = text;
    }

    static Pass parse(String text) {
        for (Pass pass : values()) {
            if (pass.text.equals(text)) {
                return pass;
            }
        }
        throw new IllegalArgumentException("pass \"" + text + "\"; expected one of "
                + Arrays.stream(values()).map(Pass::toString).collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return text;
    }
}
