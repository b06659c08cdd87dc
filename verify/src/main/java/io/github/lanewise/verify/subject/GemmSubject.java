package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.MatrixBatch;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.bits.GemmBits;
import io.github.lanewise.verify.data.GemmProblem;
import io.github.lanewise.verify.data.GuardedMatrix;
import io.github.lanewise.verify.data.Placement;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.GemmOracle;
import java.util.List;

/**
 * Matrix products: the matrices c.
 *
 * @param product how matrices lie, and factors
 */
public record GemmSubject(GemmProblem product) implements Subject {
    @Override
    public String problem() {
        return product.toString();
    }

    @Override
    public List<Result> results() {
        return List.of(Result.of(this, "c", this::product,
                v -> GemmBits.multiply(product.alpha(), a(v), b(v), product.beta(), addend(v)),
                v -> GemmOracle.multiply(product.alpha(), a(v), b(v), product.beta(), addend(v))
                        .exactIf(v.exact() && product.exactFactors())));
    }

    /** What is not to be read, the addend where beta is 0 and c where it is not the addend, is poisoned. */
    private float[] product(GuardedCall call, Trial trial) {
        Values values = trial.values();
        boolean adds = product.beta() != 0;
        boolean inPlace = product.addend() == null;
        GuardedMatrix a = call.input("a", product.a(), elements("a", product.a(), values));
        GuardedMatrix b = call.input("b", product.b(), elements("b", product.b(), values));
        GuardedMatrix c = adds && inPlace
                ? call.inPlace("c", product.c(), elements("addend", product.c(), values))
                : call.output("c", product.c());
        GuardedMatrix addend = c;
        if (!inPlace) {
            addend = adds
                    ? call.input("addend", product.addend(), elements("addend", product.addend(), values))
                    : call.output("addend", product.addend());
        }
        multiply(call, a, b, addend, c);
        if (!adds && !inPlace) {
            addend.check(call.problem());
        }
        return call.values(c);
    }

    /** In the shortest form that can say it. */
    private void multiply(GuardedCall call, GuardedMatrix a, GuardedMatrix b, GuardedMatrix addend, GuardedMatrix c) {
        float alpha = product.alpha();
        float beta = product.beta();
        call.run((Scratch scratch, Parallel parallel) -> {
            boolean plain = alpha == 1 && beta == 0 && addend == c;
            if (product.c().count() > 1 && plain) {
                Gemm.multiply(a.batch(), b.batch(), c.batch(), scratch, parallel);
            } else if (product.c().count() > 1) {
                Gemm.multiply(alpha, a.batch(), b.batch(), beta, addend.batch(), c.batch(), scratch, parallel);
            } else if (plain) {
                Gemm.multiply(a.view(), b.view(), c.view(), scratch, parallel);
            } else if (addend == c) {
                Gemm.multiply(alpha, a.view(), b.view(), beta, c.view(), scratch, parallel);
            } else {
                Gemm.multiply(alpha, a.view(), b.view(), beta, addend.view(), c.view(), scratch, parallel);
            }
        });
    }

    private MatrixBatch a(Values values) {
        return laid("a", product.a(), values);
    }

    private MatrixBatch b(Values values) {
        return laid("b", product.b(), values);
    }

    private MatrixBatch addend(Values values) {
        return laid("addend", product.addend() == null ? product.c() : product.addend(), values);
    }

    /** As they lie in memory: where elements are shared, the last one counts. */
    private static MatrixBatch laid(String name, Placement placement, Values values) {
        return GuardedMatrix.filled(name, placement, 0, elements(name, placement, values)).batch();
    }

    private static float[] elements(String name, Placement placement, Values values) {
        return values.draw(name, placement.elements());
    }
}
