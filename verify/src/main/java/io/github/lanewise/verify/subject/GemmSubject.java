package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.verify.bits.GemmBits;
import io.github.lanewise.verify.data.GemmProblem;
import io.github.lanewise.verify.data.GuardedMatrix;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.GemmOracle;
import java.util.List;

/**
 * A matrix product: the matrix c.
 *
 * @param product sizes, layouts and factors
 */
public record GemmSubject(GemmProblem product) implements Subject {
    @Override
    public String problem() {
        return product.toString();
    }

    @Override
    public List<Result> results() {
        return List.of(Result.of(this, "c", this::product,
                v -> GemmBits.multiply(product.alpha(), a(v), b(v), product.beta(), c(v)),
                v -> GemmOracle.multiply(product.alpha(), a(v), b(v), product.beta(), c(v))
                        .exactIf(v.exact() && product.exactFactors())));
    }

    private float[] product(GuardedCall call, Trial trial) {
        Values values = trial.values();
        GuardedMatrix a = call.input("a", product.layoutA(), product.rows(), product.depth(), elementsOfA(values));
        GuardedMatrix b = call.input("b", product.layoutB(), product.depth(), product.columns(), elementsOfB(values));
        // Poisoned where beta is 0, for then it must not be read.
        GuardedMatrix c = product.beta() == 0
                ? call.output("c", product.layoutC(), product.rows(), product.columns())
                : call.inPlace("c", product.layoutC(), product.rows(), product.columns(), elementsOfC(values));
        call.run((scratch, parallel) -> Gemm.multiply(product.alpha(), a.view(), b.view(), product.beta(), c.view(),
                scratch, parallel));
        return call.values(c);
    }

    /** As it lies in memory: in a Hankel matrix elements are shared. */
    private Matrix a(Values values) {
        return GuardedMatrix.filled("a", product.layoutA(), product.rows(), product.depth(), 0, elementsOfA(values))
                .view();
    }

    private Matrix b(Values values) {
        return GuardedMatrix.filled("b", product.layoutB(), product.depth(), product.columns(), 0, elementsOfB(values))
                .view();
    }

    private Matrix c(Values values) {
        return Matrix.of(elementsOfC(values), product.rows(), product.columns());
    }

    private float[] elementsOfA(Values values) {
        return values.draw("a", product.rows() * product.depth());
    }

    private float[] elementsOfB(Values values) {
        return values.draw("b", product.depth() * product.columns());
    }

    private float[] elementsOfC(Values values) {
        return values.draw("c", product.rows() * product.columns());
    }
}
