package io.github.lanewise.kernels;

/**
 * Which end of an axis gets the odd cell where "same" padding cannot be split in two equal parts. ONNX writes SAME_LOWER for
 * {@link #BEGIN} and SAME_UPPER for {@link #END}; TensorFlow, Keras and PyTorch know {@link #END} alone.
 */
public enum OddCell {
    /** The top, and the left. */
    BEGIN,
    /** The bottom, and the right. */
    END;

    /** The part of a padding that stands at the begin of its axis. */
    int begin(int padding) {
        return this == BEGIN ? padding - padding / 2 : padding / 2;
    }
}
