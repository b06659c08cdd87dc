package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.SlabKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Slabs column by column, a vector of columns at a time: what belongs to a column stays in a register all the way down. */
final class SimdSlabs implements SlabKernels {
    @Override
    public void maximum(int rows, int width, float[] floats, int slab, int maximum) {
        for (int i = 0; i < width; i += LENGTH) {
            FloatVector best = FloatVector.fromArray(FLOAT, floats, slab + i);
            for (int r = 1; r < rows; r++) {
                FloatVector x = FloatVector.fromArray(FLOAT, floats, slab + r * width + i);
                VectorMask<Float> better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
                best = best.blend(x, better);
            }
            best.intoArray(floats, maximum + i);
        }
    }

    @Override
    public void subtract(int rows, int width, float[] floats, int slab, int row) {
        for (int i = 0; i < width; i += LENGTH) {
            FloatVector subtrahend = FloatVector.fromArray(FLOAT, floats, row + i);
            for (int r = 0; r < rows; r++) {
                int at = slab + r * width + i;
                FloatVector.fromArray(FLOAT, floats, at).sub(subtrahend).intoArray(floats, at);
            }
        }
    }

    @Override
    public void divide(int rows, int width, float[] floats, int slab, int row) {
        for (int i = 0; i < width; i += LENGTH) {
            FloatVector divisor = FloatVector.fromArray(FLOAT, floats, row + i);
            for (int r = 0; r < rows; r++) {
                int at = slab + r * width + i;
                FloatVector.fromArray(FLOAT, floats, at).div(divisor).intoArray(floats, at);
            }
        }
    }

    @Override
    public void sum(int partials, int rows, int width, float[] floats, int slab, int sums) {
        for (int partial = 0; partial < partials; partial++) {
            for (int i = 0; i < width; i += LENGTH) {
                FloatVector sum = FloatVector.zero(FLOAT);
                for (int r = partial; r < rows; r += partials) {
                    sum = sum.add(FloatVector.fromArray(FLOAT, floats, slab + r * width + i));
                }
                sum.intoArray(floats, sums + partial * width + i);
            }
        }
        tree(partials, width, floats, sums);
    }

    @Override
    public void sumOfProducts(int partials, int rows, int width, float[] floats, int first, int second, int sums) {
        for (int partial = 0; partial < partials; partial++) {
            for (int i = 0; i < width; i += LENGTH) {
                FloatVector sum = FloatVector.zero(FLOAT);
                for (int r = partial; r < rows; r += partials) {
                    int at = r * width + i;
                    sum = FloatVector.fromArray(FLOAT, floats, first + at)
                            .fma(FloatVector.fromArray(FLOAT, floats, second + at), sum);
                }
                sum.intoArray(floats, sums + partial * width + i);
            }
        }
        tree(partials, width, floats, sums);
    }

    /** Each half of the partials onto the other: that is the tree of the contract. */
    private static void tree(int partials, int width, float[] floats, int sums) {
        for (int half = partials / 2 * width; half >= width; half /= 2) {
            for (int i = 0; i < half; i += LENGTH) {
                FloatVector.fromArray(FLOAT, floats, sums + i)
                        .add(FloatVector.fromArray(FLOAT, floats, sums + half + i)).intoArray(floats, sums + i);
            }
        }
    }

    @Override
    public void affine(int length, float factor, float addend, float[] floats, int values) {
        for (int i = values; i < values + length; i += LENGTH) {
            FloatVector.fromArray(FLOAT, floats, i)
                    .fma(FloatVector.broadcast(FLOAT, factor), FloatVector.broadcast(FLOAT, addend))
                    .intoArray(floats, i);
        }
    }

    @Override
    public void multiply(int length, float[] floats, int factors, int values) {
        for (int i = 0; i < length; i += LENGTH) {
            FloatVector.fromArray(FLOAT, floats, values + i).mul(FloatVector.fromArray(FLOAT, floats, factors + i))
                    .intoArray(floats, values + i);
        }
    }

    @Override
    public void softmaxBackward(int rows, int width, float[] floats, int output, int row, int gradient) {
        for (int i = 0; i < width; i += LENGTH) {
            FloatVector sum = FloatVector.fromArray(FLOAT, floats, row + i);
            for (int r = 0; r < rows; r++) {
                int at = r * width + i;
                FloatVector g = FloatVector.fromArray(FLOAT, floats, gradient + at);
                FloatVector.fromArray(FLOAT, floats, output + at).mul(g.sub(sum)).intoArray(floats, gradient + at);
            }
        }
    }

    @Override
    public void logSoftmaxBackward(int rows, int width, float[] floats, int exponential, int row, int gradient) {
        for (int i = 0; i < width; i += LENGTH) {
            FloatVector sum = FloatVector.fromArray(FLOAT, floats, row + i);
            for (int r = 0; r < rows; r++) {
                int at = r * width + i;
                FloatVector g = FloatVector.fromArray(FLOAT, floats, gradient + at);
                FloatVector.fromArray(FLOAT, floats, exponential + at).neg().fma(sum, g)
                        .intoArray(floats, gradient + at);
            }
        }
    }

    @Override
    public void crossEntropyBackward(int rows, int width, float[] floats, int target, int total, int factor,
            float divisor, int slab) {
        for (int i = 0; i < width; i += LENGTH) {
            FloatVector sum = FloatVector.fromArray(FLOAT, floats, total + i);
            FloatVector scale = FloatVector.fromArray(FLOAT, floats, factor + i);
            for (int r = 0; r < rows; r++) {
                int at = r * width + i;
                FloatVector wanted = FloatVector.fromArray(FLOAT, floats, target + at);
                FloatVector.fromArray(FLOAT, floats, slab + at).fma(sum, wanted.neg()).mul(scale).div(divisor)
                        .intoArray(floats, slab + at);
            }
        }
    }
}
