package io.github.lanewise.bench.shapes;

import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.Pool2dShape;
import java.util.Locale;

/**
 * A problem of one of the four large families, or a network: what a pass over it computes, and what it must at least move.
 *
 * @param family which operation
 * @param text the problem string, with all that equals its default left out
 * @param operations floating-point operations of a pass, two for a multiply-add and padded taps among them; 0 for pooling,
 *        which memory bounds; of a network, forward
 * @param inputs elements of the input, or of a
 * @param weights elements of the weight, or of b; 0 for pooling
 * @param outputs elements of the output, or of c
 */
public record Problem(Family family, String text, long operations, long inputs, long weights, long outputs) {
    private static final String LENET = "conv_lenet:";

    /** The operations whose problems stand in the files of shapes. */
    public enum Family {
        /** Matrix products. */
        GEMM,
        /** Convolutions; {@code conv_lenet:} has the connections of LeNet-5's C3. */
        CONVOLUTION,
        /** Dense layers. */
        DENSE,
        /** Poolings. */
        POOL,
        /** Whole networks, in no file of shapes. */
        NETWORK;

        /**
         * The benchmark over its problems.
         *
         * @return the simple name of its class; that with cold caches has Cold before it
         */
        public String benchmark() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT) + "Benchmark";
        }
    }

    /**
     * Reads a problem string.
     *
     * @param text such as {@code gemm:m256n256k256}
     * @return the problem
     * @throws IllegalArgumentException if it is of no family
     */
    public static Problem parse(String text) {
        String operation = text.contains(":") ? text.substring(0, text.indexOf(':')) : "conv";
        return switch (operation) {
            case "gemm" -> of(GemmShape.parse(text));
            case "dense" -> of(DenseShape.parse(text));
            case "conv" -> of(Conv2dShape.parse(text));
            case "conv_lenet" -> lenet(Conv2dShape.parse(text.substring(LENET.length())));
            default -> LenetShape.isModel(operation) ? of(LenetShape.parse(text)) : of(Pool2dShape.parse(text));
        };
    }

    private static Problem of(GemmShape s) {
        return new Problem(Family.GEMM, s.toString(), 2 * s.products(), (long) s.batch() * s.rows() * s.depth(),
                (long) s.batch() * s.depth() * s.columns(), (long) s.batch() * s.rows() * s.columns());
    }

    private static Problem of(DenseShape s) {
        long weights = (long) s.inFeatures() * s.outFeatures();
        return new Problem(Family.DENSE, s.toString(), 2 * s.batch() * weights, (long) s.batch() * s.inFeatures(),
                weights, (long) s.batch() * s.outFeatures());
    }

    private static Problem of(Conv2dShape s) {
        return new Problem(Family.CONVOLUTION, s.toString(), 2 * s.products(),
                (long) s.batch() * s.inChannels() * s.inHeight() * s.inWidth(),
                (long) s.outChannels() * s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth(),
                (long) s.batch() * s.outChannels() * s.outHeight() * s.outWidth());
    }

    private static Problem lenet(Conv2dShape s) {
        Problem full = of(s);
        long all = (long) s.outChannels() * s.inChannels();
        long connected = 0;
        for (int o = 0; o < s.outChannels(); o++) {
            for (int c = 0; c < s.inChannels(); c++) {
                connected += Connections.LENET5_C3.connected(o, c) ? 1 : 0;
            }
        }
        return new Problem(Family.CONVOLUTION, LENET + full.text, full.operations * connected / all, full.inputs,
                full.weights * connected / all, full.outputs);
    }

    private static Problem of(Pool2dShape s) {
        return new Problem(Family.POOL, s.toString(), 0, (long) s.batch() * s.channels() * s.inHeight() * s.inWidth(),
                0, (long) s.batch() * s.channels() * s.outHeight() * s.outWidth());
    }

    private static Problem of(LenetShape s) {
        return new Problem(Family.NETWORK, s.toString(), s.inferenceOperations(),
                (long) s.batch() * s.input().length(), s.parameters(),
                (long) s.batch() * LenetShape.CLASSES);
    }

    /**
     * What a pass must at least read and write, each array once: every pass, forward or a gradient, touches an array of the
     * size of the input, of the weight and of the output.
     *
     * @return bytes; a maximum's indices are not counted
     */
    public long bytes() {
        return Float.BYTES * (inputs + weights + outputs);
    }

    /**
     * The problem string.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return text;
    }
}
