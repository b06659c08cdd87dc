package io.github.lanewise.rivals;

import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.kernels.Backend;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Scratch;
import java.util.concurrent.ForkJoinPool;

/** These kernels, with the plan that they choose themselves. */
final class Lanewise implements Library {
    @Override
    public Call prepare(Task task, float[][] inputs, int threads) {
        Parallel parallel = threads == 1 ? Parallel.serial() : Parallel.on(new ForkJoinPool(threads));
        if (task.shape() instanceof LenetShape s) {
            LanewiseLenet lenet = new LanewiseLenet(s, inputs, parallel);
            return task.pass() == Pass.TRAIN ? lenet.training() : lenet.inference();
        }
        float[] result = new float[task.result()];
        Runnable pass = switch (task.shape()) {
            case GemmShape s -> product(s, inputs, result, parallel);
            case DenseShape s -> dense(Dense.plan(s), task.pass(), inputs, result, parallel);
            case Conv2dShape s -> convolution(Conv2d.plan(s), task.pass(), inputs, result, parallel);
            case Pool2dShape s -> pooling(Pool2d.plan(s), task.pass(), inputs, result, parallel);
            default -> throw new AssertionError(task);
        };
        return new Call() {
            @Override
            public void run() {
                pass.run();
            }

            @Override
            public float[] result() {
                return result;
            }

            @Override
            public String note() {
                return Backend.name();
            }
        };
    }

    private static Runnable product(GemmShape s, float[][] inputs, float[] result, Parallel parallel) {
        Matrix a = s.transposedA()
                ? Matrix.of(inputs[0], s.depth(), s.rows()).transpose()
                : Matrix.of(inputs[0], s.rows(), s.depth());
        Matrix b = s.transposedB()
                ? Matrix.of(inputs[1], s.columns(), s.depth()).transpose()
                : Matrix.of(inputs[1], s.depth(), s.columns());
        Matrix c = Matrix.of(result, s.rows(), s.columns());
        Scratch scratch = new Scratch();
        return () -> Gemm.multiply(a, b, c, scratch, parallel);
    }

    private static Runnable dense(Dense plan, Pass pass, float[][] inputs, float[] result, Parallel parallel) {
        Scratch scratch = new Scratch();
        float[] first = inputs[0];
        float[] second = inputs[1];
        return switch (pass) {
            case FORWARD -> () -> plan.forward(first, second, null, result, scratch, parallel);
            case GRAD_INPUT -> () -> plan.backwardInput(first, second, result, scratch, parallel);
            default -> () -> plan.backwardWeight(second, first, result, null, scratch, parallel);
        };
    }

    private static Runnable convolution(Conv2d plan, Pass pass, float[][] inputs, float[] result, Parallel parallel) {
        Scratch scratch = new Scratch();
        float[] first = inputs[0];
        float[] second = inputs[1];
        return switch (pass) {
            case FORWARD -> () -> plan.forward(first, second, null, result, scratch, parallel);
            case GRAD_INPUT -> () -> plan.backwardInput(first, second, result, scratch, parallel);
            default -> () -> plan.backwardWeight(first, second, result, null, scratch, parallel);
        };
    }

    private static Runnable pooling(Pool2d plan, Pass pass, float[][] inputs, float[] result, Parallel parallel) {
        Scratch scratch = new Scratch();
        float[] input = inputs[0];
        if (pass == Pass.FORWARD) {
            return () -> plan.forward(input, result, null, scratch, parallel);
        }
        Pool2dShape s = plan.shape();
        int outputs = s.batch() * s.channels() * s.outHeight() * s.outWidth();
        int[] indices = s.kind() == Pool2dShape.Kind.MAX ? new int[outputs] : null;
        if (pass == Pass.FORWARD_INDICES) {
            return () -> plan.forward(input, result, indices, scratch, parallel);
        }
        plan.forward(input, new float[outputs], indices, scratch, parallel);
        float[] gradOutput = inputs[1];
        return () -> plan.backward(gradOutput, indices, result, scratch, parallel);
    }
}
