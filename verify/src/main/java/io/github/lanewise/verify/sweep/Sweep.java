package io.github.lanewise.verify.sweep;

import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.sweep.SweepResult.Decrease;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Computes a function of floats in ascending order, in arrays of 2^18, and compares it with the same function in double. The
 * order is that of {@link #at}: negative NaNs, −∞, …, −0, +0, …, +∞, NaNs.
 */
public final class Sweep {
    /** How many floats there are. */
    public static final long FLOATS = 1L << 32;

    private static final int BLOCK = 1 << 18;

    private Sweep() {}

    /**
     * The float at a place in ascending order.
     *
     * @param place from 0 to {@link #FLOATS} − 1
     * @return the float
     */
    public static float at(long place) {
        int bits = (int) place;
        return Float.intBitsToFloat(bits < 0 ? bits ^ 0x80000000 : ~bits);
    }

    /**
     * The place of a float in ascending order.
     *
     * @param x the float
     * @return what {@link #at} takes
     */
    public static long place(float x) {
        int bits = Float.floatToRawIntBits(x);
        return Integer.toUnsignedLong(bits < 0 ? ~bits : bits ^ 0x80000000);
    }

    /**
     * How many arrays a sweep takes.
     *
     * @param from the first place
     * @param to the place after the last
     * @param stride from one place to the next
     * @return the number of times that a sweep reports progress
     */
    public static int blocks(long from, long to, int stride) {
        long floats = (to - from + stride - 1) / stride;
        return (int) ((floats + BLOCK - 1) / BLOCK);
    }

    /**
     * Sweeps a range of places.
     *
     * @param function what is computed
     * @param from the first place
     * @param to the place after the last
     * @param stride from one place to the next: 1 for every float
     * @param threads how many compute
     * @param progress runs after each array, on the calling thread
     * @return what was found
     * @throws InterruptedException if interrupted meanwhile
     */
    public static SweepResult run(SweepFunction function, long from, long to, int stride, int threads,
            Runnable progress) throws InterruptedException {
        List<Future<SweepResult>> blocks = new ArrayList<>();
        ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            for (long first = from; first < to; first += (long) BLOCK * stride) {
                long begin = first;
                int length = (int) Math.min(BLOCK, (to - begin + stride - 1) / stride);
                blocks.add(workers
                        .submit(() -> block(function, begin, stride, length, begin > from, scratch.get())));
            }
            SweepResult all = SweepResult.NOTHING;
            for (Future<SweepResult> block : blocks) {
                all = all.and(block.get());
                progress.run();
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException(function + " failed", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    /** One array; where it is not the first, it begins with the last float of the one before. */
    private static SweepResult block(SweepFunction function, long begin, int stride, int length, boolean overlap,
            Scratch scratch) {
        int before = overlap ? 1 : 0;
        float[] x = new float[length + before];
        for (int i = 0; i < x.length; i++) {
            x[i] = at(begin + (long) (i - before) * stride);
        }
        float[] y = new float[x.length];
        function.kernel().apply(x, y, scratch);
        double worst = 0;
        double exactWorst = 0;
        int at = before;
        for (int i = before; i < x.length; i++) {
            double exact = function.reference().applyAsDouble(x[i]);
            double ulps = ulps(y[i], (float) exact);
            if (ulps > worst) {
                worst = ulps;
                at = i;
            }
            exactWorst = Math.max(exactWorst, exactUlps(y[i], exact));
        }
        return decreases(x, y).and(new SweepResult(length, worst, x[at], exactWorst, 0, List.of()));
    }

    private static SweepResult decreases(float[] x, float[] y) {
        long count = 0;
        List<Decrease> first = new ArrayList<>();
        for (int i = 1; i < x.length; i++) {
            if (y[i] < y[i - 1]) {
                count++;
                if (first.size() < SweepResult.KEPT) {
                    first.add(new Decrease(x[i - 1], y[i - 1], x[i], y[i]));
                }
            }
        }
        return new SweepResult(0, 0, Float.NaN, 0, count, first);
    }

    private static double ulps(float got, float rounded) {
        if (got == rounded && got != 0) {
            return 0;
        }
        if (Float.isNaN(got) || Float.isNaN(rounded) || got == 0 && rounded == 0) {
            // The same sort of NaN, or the same zero, or wrong.
            return Float.floatToIntBits(got) == Float.floatToIntBits(rounded) ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(finite(got) - finite(rounded)) / ulp(rounded);
    }

    private static double exactUlps(float got, double exact) {
        double ulps = Math.abs(finite(got) - finite(exact)) / ulp((float) exact);
        return Double.isNaN(ulps) ? 0 : ulps; // counted as infinite by the other measure unless both are NaN
    }

    private static double finite(double x) {
        return Math.clamp(x, -0x1p128, 0x1p128);
    }

    private static double ulp(float x) {
        return Float.isInfinite(x) ? 0x1p104 : Math.ulp(x);
    }
}
