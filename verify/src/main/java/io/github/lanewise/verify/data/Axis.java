package io.github.lanewise.verify.data;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** One axis of a sliding window in which the window fits the padded image. */
record Axis(int in, int kernel, int stride, int padBegin, int padEnd, int dilation) {
    private static final int HALF_THE_IMAGE = 8;
    private static final int WHOLE_IMAGE = 9;
    private static final int SAME = 5;

    /** The height of what has but a width. */
    static final Axis NONE = new Axis(1, 1, 1, 0, 0, 1);

    /** Heights of images, and of lines. */
    static Arbitrary<Axis> heightsUpTo(int maxIn) {
        return Arbitraries.frequencyOf(Tuple.of(5, upTo(maxIn)), Tuple.of(1, Arbitraries.just(NONE)));
    }

    /** Axes with every relation of kernel, stride and padding, up to {@code maxIn} cells. */
    static Arbitrary<Axis> upTo(int maxIn) {
        Arbitrary<Integer> kernels = Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.integers().between(1, 5)),
                Tuple.of(3, Arbitraries.integers().between(6, WHOLE_IMAGE)));
        Arbitrary<Integer> strides = Arbitraries.of(1, 1, 1, 2, 2, 3, 4);
        Arbitrary<Integer> paddings = Arbitraries.of(0, 0, 1, 2, 3, 4, SAME);
        Arbitrary<Integer> dilations = Arbitraries.of(1, 1, 1, 2, 3);
        return Combinators.combine(Sizes.upTo(maxIn), kernels, strides, paddings, paddings, dilations).as(Axis::of);
    }

    /**
     * Strides of 4 stand for one beyond the kernel, paddings of 3 and 4 for the kernel and one beyond, of 5 for what keeps
     * the size, with the odd cell at the other end.
     */
    private static Axis of(int in, int kernelChoice, int strideChoice, int beginChoice, int endChoice, int dilation) {
        int kernel = switch (kernelChoice) {
            case HALF_THE_IMAGE -> in / 2 + 1;
            case WHOLE_IMAGE -> in;
            default -> kernelChoice;
        };
        kernel = Math.min(kernel, 17);
        int stride = strideChoice == 4 ? kernel + 1 : strideChoice;
        if (beginChoice == SAME || endChoice == SAME) {
            int out = (in + stride - 1) / stride;
            int total = Math.max(0, (out - 1) * stride + (kernel - 1) * dilation + 1 - in);
            int begin = beginChoice == SAME ? total / 2 : total - total / 2;
            return new Axis(in, kernel, stride, begin, total - begin, dilation);
        }
        return new Axis(in, kernel, stride, padding(beginChoice, kernel), padding(endChoice, kernel), dilation)
                .fitted();
    }

    private static int padding(int choice, int kernel) {
        return choice < 3 ? choice : kernel + choice - 3;
    }

    /** The same with as little dilation, then as small a kernel, as the padded image asks for. */
    Axis fitted() {
        int padded = in + padBegin + padEnd;
        int smallerKernel = Math.min(kernel, padded);
        int fittingDilation = (smallerKernel - 1) * dilation + 1 > padded ? 1 : dilation;
        return new Axis(in, smallerKernel, stride, padBegin, padEnd, fittingDilation);
    }

    /** The same with an image of at most {@code max} cells. */
    Axis atMost(int max) {
        return new Axis(Math.min(in, max), kernel, stride, padBegin, padEnd, dilation).fitted();
    }

    /** The same with an image of so many cells more. */
    Axis longer(int cells) {
        return new Axis(in + cells, kernel, stride, padBegin, padEnd, dilation);
    }

    /** The same with a dense window and at most as much padding as leaves every window a cell of the image. */
    Axis withoutEmptyWindows() {
        int most = kernel - 1;
        return new Axis(in, kernel, stride, Math.min(padBegin, most), Math.min(padEnd, most), 1).fitted();
    }

    int out() {
        return (in + padBegin + padEnd - (kernel - 1) * dilation - 1) / stride + 1;
    }
}
