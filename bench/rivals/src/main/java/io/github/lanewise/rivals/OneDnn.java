package io.github.lanewise.rivals;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nChw16c;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_include_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_next_impl;
import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.Pool2dShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;

/**
 * oneDNN. On the user's layout it has several ways: every implementation that it offers for plain rows and N×C×H×W; every one
 * that it offers when free to choose its formats, with reorders before and after it; and {@code dnnl_sgemm} for products. All
 * are tried, and the fastest is its contender, which is more than oneDNN does by itself. On its own layout the free
 * implementations run alone.
 */
final class OneDnn implements Library {
    private static final long TRIAL_MILLIS = 60;
    private static final int TRIALS = 3;
    /** A way so many times slower than the best is not tried again. */
    private static final double HOPELESS = 3;

    private final Contender.Layout layout;
    private final DnnlEngine engine = new DnnlEngine();

    OneDnn(Contender.Layout layout) {
        this.layout = layout;
    }

    @Override
    public Call prepare(Task task, float[][] inputs, int threads) throws Exception {
        List<Call> ways = new ArrayList<>();
        if (layout == Contender.Layout.OWN) {
            implementations(task, inputs, true).forEach(call -> ways.add(call.primitiveAlone()));
        } else {
            ways.addAll(implementations(task, inputs, false));
            ways.addAll(implementations(task, inputs, true));
            task.product().ifPresent(product -> ways.add(sgemm(product, inputs)));
        }
        return fastest(ways);
    }

    private List<DnnlCall> implementations(Task task, float[][] inputs, boolean free) {
        List<DnnlCall> calls = new ArrayList<>();
        for (int number = 0;; number++) {
            Optional<DnnlCall> call = call(task, inputs, free, number);
            if (call.isEmpty()) {
                return calls;
            }
            // The reference implementations are there for testing.
            if (calls.isEmpty() || !call.get().note().startsWith("ref")) {
                calls.add(call.get());
            }
        }
    }

    private static Call fastest(List<Call> ways) throws Exception {
        double[] first = new double[ways.size()];
        for (int way = 0; way < first.length; way++) {
            first[way] = Stopwatch.medianNanos(ways.get(way), 0);
        }
        double limit = HOPELESS * Arrays.stream(first).min().orElseThrow();
        double least = Double.POSITIVE_INFINITY;
        Call fastest = null;
        for (int way = 0; way < first.length; way++) {
            if (first[way] <= limit) {
                double[] nanos = new double[TRIALS];
                for (int trial = 0; trial < TRIALS; trial++) {
                    nanos[trial] = Stopwatch.medianNanos(ways.get(way), TRIAL_MILLIS);
                }
                if (Medians.median(nanos) < least) {
                    least = Medians.median(nanos);
                    fastest = ways.get(way);
                }
            }
        }
        return fastest;
    }

    /** The implementation with a number, from 0 on, or nothing after the last. */
    private Optional<DnnlCall> call(Task task, float[][] inputs, boolean free, int number) {
        return switch (task.shape()) {
            case Conv2dShape s -> convolution(s, task.pass(), inputs, free, number);
            case Pool2dShape s -> pooling(s, task, inputs, free, number);
            default -> product(task.product().orElseThrow(), inputs, free, number);
        };
    }

    private Optional<DnnlCall> product(GemmShape s, float[][] inputs, boolean free, int number) {
        long m = s.rows();
        long n = s.columns();
        long k = s.depth();
        dnnl_memory_desc a = DnnlEngine.matrix(m, k, s.transposedA());
        dnnl_memory_desc b = DnnlEngine.matrix(k, n, s.transposedB());
        dnnl_memory_desc c = DnnlEngine.matrix(m, n, false);
        dnnl_primitive_desc primitive = new dnnl_primitive_desc();
        DnnlEngine.check(dnnl_matmul_primitive_desc_create(primitive, engine.handle(),
                free ? DnnlEngine.any(m, k) : a, free ? DnnlEngine.any(k, n) : b, null,
                free ? DnnlEngine.any(m, n) : c, null));
        return call(primitive, number).map(call -> call.input(DNNL_ARG_SRC, a, inputs[0])
                .input(DNNL_ARG_WEIGHTS, b, inputs[1]).output(DNNL_ARG_DST, c));
    }

    private static Call sgemm(GemmShape s, float[][] inputs) {
        FloatPointer a = Native.floats(inputs[0]);
        FloatPointer b = Native.floats(inputs[1]);
        FloatPointer c = Native.floats(s.rows() * s.columns());
        byte transposedA = (byte) (s.transposedA() ? 'T' : 'N');
        byte transposedB = (byte) (s.transposedB() ? 'T' : 'N');
        int strideA = s.transposedA() ? s.rows() : s.depth();
        int strideB = s.transposedB() ? s.depth() : s.columns();
        return new Call() {
            @Override
            public void run() {
                DnnlEngine.check(dnnl_sgemm(transposedA, transposedB, s.rows(), s.columns(), s.depth(), 1, a, strideA,
                        b, strideB, 0, c, s.columns()));
            }

            @Override
            public float[] result() {
                return Native.array(c, s.rows() * s.columns());
            }

            @Override
            public String note() {
                return "dnnl_sgemm";
            }
        };
    }

    private Optional<DnnlCall> convolution(Conv2dShape s, Pass pass, float[][] inputs, boolean free, int number) {
        long[] inputSizes = {s.batch(), s.inChannels(), s.inHeight(), s.inWidth()};
        long[] outputSizes = {s.batch(), s.outChannels(), s.outHeight(), s.outWidth()};
        long[] weightSizes = s.groups() == 1
                ? new long[]{s.outChannels(), s.inChannels(), s.kernelHeight(), s.kernelWidth()}
                : new long[]{s.groups(), s.outChannels() / s.groups(), s.channelsPerGroup(), s.kernelHeight(),
                        s.kernelWidth()};
        dnnl_memory_desc input = DnnlEngine.rows(inputSizes);
        dnnl_memory_desc weight = DnnlEngine.rows(weightSizes);
        dnnl_memory_desc output = DnnlEngine.rows(outputSizes);
        dnnl_memory_desc theirInput = free ? DnnlEngine.any(inputSizes) : input;
        dnnl_memory_desc theirWeight = free ? DnnlEngine.any(weightSizes) : weight;
        dnnl_memory_desc theirOutput = free ? DnnlEngine.any(outputSizes) : output;
        long[] strides = {s.strideHeight(), s.strideWidth()};
        long[] dilations = {s.dilationHeight() - 1, s.dilationWidth() - 1};
        long[] begin = {s.padTop(), s.padLeft()};
        long[] end = {s.padBottom(), s.padRight()};
        dnnl_primitive_desc forward = new dnnl_primitive_desc();
        DnnlEngine.check(dnnl_convolution_forward_primitive_desc_create(forward, engine.handle(),
                dnnl_forward_training, dnnl_convolution_direct, theirInput, theirWeight, null, theirOutput, strides,
                dilations, begin, end, null));
        if (pass == Pass.FORWARD) {
            return call(forward, number).map(call -> call.input(DNNL_ARG_SRC, input, inputs[0])
                    .input(DNNL_ARG_WEIGHTS, weight, inputs[1]).output(DNNL_ARG_DST, output));
        }
        dnnl_primitive_desc gradient = new dnnl_primitive_desc();
        if (pass == Pass.GRAD_INPUT) {
            DnnlEngine.check(dnnl_convolution_backward_data_primitive_desc_create(gradient, engine.handle(),
                    dnnl_convolution_direct, theirInput, theirWeight, theirOutput, strides, dilations, begin, end,
                    forward, null));
            return call(gradient, number).map(call -> call.input(DNNL_ARG_DIFF_DST, output, inputs[0])
                    .input(DNNL_ARG_WEIGHTS, weight, inputs[1]).output(DNNL_ARG_DIFF_SRC, input));
        }
        DnnlEngine.check(dnnl_convolution_backward_weights_primitive_desc_create(gradient, engine.handle(),
                dnnl_convolution_direct, theirInput, theirWeight, null, theirOutput, strides, dilations, begin, end,
                forward, null));
        return call(gradient, number).map(call -> call.input(DNNL_ARG_SRC, input, inputs[0])
                .input(DNNL_ARG_DIFF_DST, output, inputs[1]).output(DNNL_ARG_DIFF_WEIGHTS, weight));
    }

    /** A pooling follows the format of its input: free means sixteen channels innermost. */
    private Optional<DnnlCall> pooling(Pool2dShape s, Task task, float[][] inputs, boolean free, int number) {
        long[] inputSizes = {s.batch(), s.channels(), s.inHeight(), s.inWidth()};
        long[] outputSizes = {s.batch(), s.channels(), s.outHeight(), s.outWidth()};
        dnnl_memory_desc input = DnnlEngine.rows(inputSizes);
        dnnl_memory_desc output = DnnlEngine.rows(outputSizes);
        dnnl_memory_desc theirInput = free ? DnnlEngine.tagged(dnnl_nChw16c, inputSizes) : input;
        dnnl_memory_desc theirOutput = free ? DnnlEngine.tagged(dnnl_nChw16c, outputSizes) : output;
        int kind = switch (s.kind()) {
            case MAX -> dnnl_pooling_max;
            case AVERAGE_INCLUDING_PADDING -> dnnl_pooling_avg_include_padding;
            case AVERAGE_EXCLUDING_PADDING -> dnnl_pooling_avg_exclude_padding;
        };
        long[] strides = {s.strideHeight(), s.strideWidth()};
        long[] window = {s.kernelHeight(), s.kernelWidth()};
        long[] dilations = {s.dilationHeight() - 1, s.dilationWidth() - 1};
        long[] begin = {s.padTop(), s.padLeft()};
        long[] end = {s.padBottom(), s.padRight()};
        dnnl_primitive_desc forward = new dnnl_primitive_desc();
        DnnlEngine.check(dnnl_pooling_forward_primitive_desc_create(forward, engine.handle(),
                task.pass() == Pass.FORWARD ? dnnl_forward_inference : dnnl_forward_training, kind, theirInput,
                theirOutput, strides, window, dilations, begin, end, null));
        boolean hasWorkspace = s.kind() == Pool2dShape.Kind.MAX && task.pass() != Pass.FORWARD;
        boolean isBackward = task.pass() == Pass.BACKWARD;
        Optional<DnnlCall> pooled = call(forward, isBackward ? 0 : number).map(call -> {
            if (hasWorkspace) {
                call.kept(DNNL_ARG_WORKSPACE, call.wanted(DNNL_ARG_WORKSPACE));
            }
            return call.input(DNNL_ARG_SRC, input, inputs[0]).output(DNNL_ARG_DST, output);
        });
        if (!isBackward) {
            return pooled;
        }
        dnnl_primitive_desc gradient = new dnnl_primitive_desc();
        DnnlEngine.check(dnnl_pooling_backward_primitive_desc_create(gradient, engine.handle(), kind, theirInput,
                theirOutput, strides, window, dilations, begin, end, forward, null));
        return call(gradient, number).map(call -> {
            if (hasWorkspace) {
                pooled.orElseThrow().run();
                call.shared(DNNL_ARG_WORKSPACE, pooled.orElseThrow());
            }
            return call.input(DNNL_ARG_DIFF_DST, output, inputs[1]).output(DNNL_ARG_DIFF_SRC, input);
        });
    }

    private Optional<DnnlCall> call(dnnl_primitive_desc primitive, int number) {
        for (int i = 0; i < number; i++) {
            if (dnnl_primitive_desc_next_impl(primitive) != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new DnnlCall(engine, primitive));
    }
}
