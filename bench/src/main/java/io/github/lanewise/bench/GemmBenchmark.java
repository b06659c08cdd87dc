package io.github.lanewise.bench;

import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Matrix products over dense matrices, one and batches, plain and with a row added to half of each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmBenchmark {
    private static final float ALPHA = 0.5f;

    /** Square ones, a dense layer's, and batches: many tiny ones, heads of attention, and items larger than a round. */
    @Param({"gemm:m64n64k64", "gemm:m256n256k256", "gemm:m1024n1024k1024", "gemm:m128n120k400",
            "gemm:m128n120k400tb1", "gemm:mb512m8n8k8", "gemm:mb96m64n64k32tb1", "gemm:mb4m512n512k512"})
    public String problem;

    private MatrixBatch a;
    private MatrixBatch b;
    private MatrixBatch row;
    private MatrixBatch c;

    /** Computes each once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        GemmShape s = GemmShape.parse(problem);
        int batch = s.batch();
        a = operand(batch, s.rows(), s.depth(), s.transposedA(), 1);
        b = operand(batch, s.depth(), s.columns(), s.transposedB(), 2);
        row = new MatrixBatch(Matrix.broadcastRow(Spot.values(s.columns(), 3), s.rows(), s.columns()), batch, 0);
        c = MatrixBatch.of(new float[batch * s.rows() * s.columns()], batch, s.rows(), s.columns());
        multiply(threads);
        Spot.check("c", c.first().data(), i -> productAt(i, 1));
        multiplyAndAddRow(threads);
        Spot.check("c", c.first().data(),
                i -> productAt(i, ALPHA).add(row.first().data()[i % s.columns()]));
    }

    private static MatrixBatch operand(int count, int rows, int columns, boolean transposed, int seed) {
        float[] values = Spot.values(count * rows * columns, seed);
        return transposed
                ? MatrixBatch.of(values, count, columns, rows).transpose()
                : MatrixBatch.of(values, count, rows, columns);
    }

    /** c = a·b. */
    @Benchmark
    public void multiply(Threads t) {
        Gemm.multiply(a, b, c, t.scratch, t.parallel);
    }

    /** c = a·b / 2 + a row. */
    @Benchmark
    public void multiplyAndAddRow(Threads t) {
        Gemm.multiply(ALPHA, a, b, 1, row, c, t.scratch, t.parallel);
    }

    private Spot.Sum productAt(int i, float factor) {
        int item = i / c.step();
        int row = i % c.step() / c.first().columns();
        int column = i % c.first().columns();
        Spot.Sum sum = new Spot.Sum();
        for (int k = 0; k < a.first().columns(); k++) {
            sum.add((double) factor * at(a, item, row, k) * at(b, item, k, column));
        }
        return sum;
    }

    private static float at(MatrixBatch batch, int item, int row, int column) {
        Matrix m = batch.first();
        return m.data()[m.offset() + item * batch.step() + row * m.rowStride() + column * m.columnStride()];
    }
}
