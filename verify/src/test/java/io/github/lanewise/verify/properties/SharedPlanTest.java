package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.bits.Conv2dBits;
import io.github.lanewise.verify.bits.DenseBits;
import io.github.lanewise.verify.bits.Pool2dBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.data.Values.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One plan and one pool under four threads at the same time, each with data and scratch of its own. */
class SharedPlanTest {
    private static final int CALLERS = 4;
    private static final int ROUNDS = 25;

    @ParameterizedTest
    @EnumSource
    void convolution(Conv2d.Algorithm algorithm) throws Exception {
        boolean depthwise = algorithm == Conv2d.Algorithm.DEPTHWISE;
        Conv2dShape shape = Conv2dShape.parse((depthwise ? "g7" : "") + "mb17ic7ih13oc21kh3ph1");
        Conv2d plan = Conv2d.plan(shape, algorithm);
        together(parallel -> caller -> {
            Values values = new Values(Kind.FLOATS, caller);
            float[] x = values.draw("input", 17 * 7 * 13 * 13);
            float[] w = values.draw("weight", 21 * (depthwise ? 1 : 7) * 3 * 3);
            float[] wanted = Conv2dBits.forward(shape, x, w, null);
            Scratch scratch = new Scratch();
            return () -> {
                float[] got = new float[wanted.length];
                plan.forward(x, w, null, got, scratch, parallel);
                Compare.bits(shape + " by " + algorithm + ", caller " + caller, got, wanted);
                return null;
            };
        });
    }

    @Test
    void dense() throws Exception {
        DenseShape shape = new DenseShape(65, 129, 97);
        Dense plan = Dense.plan(shape);
        together(parallel -> caller -> {
            Values values = new Values(Kind.FLOATS, caller);
            float[] x = values.draw("input", 65 * 129);
            float[] w = values.draw("weight", 97 * 129);
            float[] wanted = DenseBits.forward(shape, x, w, null);
            Scratch scratch = new Scratch();
            return () -> {
                float[] got = new float[wanted.length];
                plan.forward(x, w, null, got, scratch, parallel);
                Compare.bits(shape + ", caller " + caller, got, wanted);
                return null;
            };
        });
    }

    @Test
    void pooling() throws Exception {
        Pool2dShape shape = Pool2dShape.parse("max:mb33ic17ih29kh3sh2ph1");
        Pool2d plan = Pool2d.plan(shape);
        together(parallel -> caller -> {
            float[] x = new Values(Kind.FLOATS, caller).draw("input", 33 * 17 * 29 * 29);
            float[] wanted = Pool2dBits.forward(shape, x, null);
            Scratch scratch = new Scratch();
            return () -> {
                float[] got = new float[wanted.length];
                plan.forward(x, got, null, scratch, parallel);
                Compare.bits(shape + ", caller " + caller, got, wanted);
                return null;
            };
        });
    }

    /** Makes the work of each caller, and lets all callers repeat theirs side by side in one pool. */
    private static void together(Function<Parallel, IntFunction<Callable<Void>>> work)
            throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(2); ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                Callable<Void> call = work.apply(Parallel.on(pool)).apply(caller);
                running.add(callers.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        call.call();
                    }
                    return null;
                }));
            }
            for (Future<Void> future : running) {
                future.get();
            }
        }
    }
}
