package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.testing.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What -Dlanewise.verbose prints, in a child JVM, and that nothing is printed without it. */
class VerboseTest {
    @TempDir
    private Path folder;

    /** Plans and runs a little. */
    static final class Calls {
        private Calls() {}

        public static void main(String[] arguments) {
            Scratch scratch = new Scratch();
            Dense dense = Dense.plan(new DenseShape(3, 5, 4));
            dense.forward(new float[15], new float[20], null, new float[12], scratch, Parallel.serial());
            Conv2d.plan(Conv2dShape.parse("ic2ih6oc9kh3ph1"), Conv2d.Algorithm.IM2COL);
            Pool2d.plan(Pool2dShape.parse("max:ic2ih6kh2"));
            GlobalPool2d.plan(GlobalPool2dShape.parse("gavg:ic2ih6"));
            Subsampling2d.plan(Subsampling2dShape.parse("sub:ic2ih6"));
            Pad2d.plan(Pad2dShape.parse("pad_edge:ic2ih6ph1"));
            Softmax.plan(SoftmaxShape.parse("softmax:ic3"));
            SoftmaxCrossEntropy.plan(LossShape.parse("softmax_cross_entropy:ic3"));
            SoftmaxCrossEntropyOfProbabilities.plan(LossShape.parse("softmax_cross_entropy_prob:ic3"));
            NegativeLogLikelihood.plan(LossShape.parse("nll_loss:ic3"));
            MaximumAPosteriori.plan(LossShape.parse("map_loss:ic3j1"));
            MeanSquaredError.plan(SquaredErrorShape.parse("mse:n3"));
            RadialBasis.plan(RadialBasisShape.parse("radial_basis:ic3oc2"));
            Gemm.multiply(Matrix.of(new float[6], 2, 3), Matrix.of(new float[12], 4, 3).transpose(),
                    Matrix.of(new float[8], 2, 4), scratch, Parallel.serial());
            Gemm.multiply(MatrixBatch.of(new float[12], 2, 3, 2).transpose(), MatrixBatch.of(new float[24], 2, 3, 4),
                    MatrixBatch.of(new float[16], 2, 4, 2).transpose(), scratch, Parallel.serial());
        }
    }

    @Test
    void aLineForEachPlanAndExecution() throws Exception {
        List<String> lines = ChildJvm.run(folder, Calls.class, "-Dlanewise.simd=off", "-Dlanewise.verbose").log()
                .lines().toList();
        List<String> plans = List.of("max:ic2ih6kh2", "gavg:ic2ih6", "sub:ic2ih6", "pad_edge:ic2ih6ph1", "softmax:ic3",
                "softmax_cross_entropy:ic3", "softmax_cross_entropy_prob:ic3", "nll_loss:ic3", "map_loss:ic3j1",
                "mse:n3",
                "radial_basis:ic3oc2");
        assertEquals(6 + plans.size(), lines.size(), lines::toString);
        assertEquals("lanewise,what,problem,method,algorithm,backend,threads,milliseconds,gflops", lines.get(0));
        assertMatches("lanewise,plan,dense:mb3ic5oc4,,,off,,[0-9.]+,", lines.get(1));
        assertMatches("lanewise,execute,dense:mb3ic5oc4,forward,,off,1,[0-9.]+,[0-9.]+", lines.get(2));
        assertMatches("lanewise,plan,ic2ih6oc9kh3ph1,,IM2COL,off,,[0-9.]+,", lines.get(3));
        for (int i = 0; i < plans.size(); i++) {
            assertMatches("lanewise,plan," + plans.get(i) + ",,,off,,[0-9.]+,", lines.get(4 + i));
        }
        List<String> products = lines.subList(4 + plans.size(), lines.size());
        assertMatches("lanewise,execute,gemm:m2n4k3tb1,multiply,,off,1,[0-9.]+,[0-9.]+", products.get(0));
        assertMatches("lanewise,execute,gemm:mb2m2n4k3ta1,multiply,,off,1,[0-9.]+,[0-9.]+", products.get(1));
    }

    @Test
    void nothingUnasked() throws Exception {
        assertEquals("", ChildJvm.run(folder, Calls.class, "-Dlanewise.simd=off").log());
        assertEquals("", ChildJvm.run(folder, Calls.class, "-Dlanewise.simd=off", "-Dlanewise.verbose=false").log());
    }

    private static void assertMatches(String expression, String line) {
        assertTrue(line.matches(expression), line);
    }
}
