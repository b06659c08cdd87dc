package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.lanewise.kernels.testing.Floats;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Warm calls allocate nothing, on the caller's thread and on the pool's. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Rounds until C2 has compiled everything; before that, vectors are objects. */
    private static final int MOST_ROUNDS = 60;
    private static final int CALLS = 100;
    /** Less than one byte a call: what the measurement itself and the pool's bookkeeping may take. */
    private static final long MOST_BYTES = 99;

    private final Random random = new Random(1);
    private final Scratch scratch = new Scratch();
    private final ConcurrentLinkedQueue<Thread> workers = new ConcurrentLinkedQueue<>();

    private float[] floats(int length) {
        return Floats.plain(random, length).array;
    }

    private List<Consumer<Parallel>> calls() {
        // two million multiply-adds: enough to be split, and quickly warm; the arrays are longer than it needs
        Conv2d direct = Conv2d.plan(Conv2dShape.parse("mb32ic6ih9oc16kh5"), Conv2d.Algorithm.DIRECT);
        Conv2d im2col = Conv2d.plan(direct.shape(), Conv2d.Algorithm.IM2COL);
        Conv2d rows = Conv2d.plan(direct.shape(), Conv2d.Algorithm.ROWS);
        Conv2d depthwise = Conv2d.plan(Conv2dShape.parse("g8mb8ic8ih64oc8kh3ph1"), Conv2d.Algorithm.DEPTHWISE);
        Conv2d depthwiseNarrow = Conv2d.plan(Conv2dShape.parse("g32mb32ic32ih9oc64kh5ph2"),
                Conv2d.Algorithm.DEPTHWISE);
        Conv2d partial = Conv2d.plan(direct.shape(), Connections.LENET5_C3);
        float[] input = floats(64 * 6 * 14 * 14);
        float[] weight = floats(16 * 6 * 25);
        float[] bias = floats(64);
        float[] output = floats(64 * 16 * 100);
        float[] gradInput = floats(64 * 6 * 14 * 14);
        PackedWeight packed = rows.pack(weight, 0, scratch, Parallel.serial());
        float[] gradWeight = floats(16 * 6 * 25);
        Pool2d max = Pool2d.plan(Pool2dShape.parse("max:mb64ic16ih10kh2sh2"));
        Pool2d average = Pool2d.plan(Pool2dShape.parse("avg_p:mb64ic16ih10kh2sh2"));
        Pool2d maxOfRows = Pool2d.plan(Pool2dShape.parse("max:mb16ic8ih60kh3sh2ph1"));
        Pool2d averageOfRows = Pool2d.plan(Pool2dShape.parse("avg_np:mb16ic8ih60kh3sh1ph1"));
        int[] winnersOfRows = new int[16 * 8 * 30 * 30];
        Pad2d reflect = Pad2d.plan(Pad2dShape.parse("pad_reflect:mb64ic16ih8ph1"));
        Pad2d edge = Pad2d.plan(Pad2dShape.parse("pad_edge:mb64ic16ih8ph1"));
        float[] pooled = floats(64 * 16 * 25);
        int[] indices = new int[64 * 16 * 25];
        GlobalPool2d globalMax = GlobalPool2d.plan(GlobalPool2dShape.parse("gmax:mb64ic40ih14"));
        GlobalPool2d globalAverage = GlobalPool2d.plan(GlobalPool2dShape.parse("gavg:mb64ic40ih14"));
        Subsampling2d subsampling = Subsampling2d.plan(Subsampling2dShape.parse("sub:mb64ic16ih10"));
        float[] planes = floats(64 * 40 * 14 * 14);
        float[] planesGradient = floats(64 * 40 * 14 * 14);
        Dense dense = Dense.plan(DenseShape.parse("dense:mb64ic400oc120"));
        float[] features = floats(64 * 120);
        float[] denseWeight = floats(120 * 400);
        float[] gradDense = floats(120 * 400);
        SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.plan(300, 100);
        float[] logits = floats(300 * 100);
        float[] probabilities = floats(300 * 100);
        Sgd momentum = new Sgd(Sgd.Form.PYTORCH, 0.9, 0, false, 1e-4);
        Sgd nesterov = new Sgd(Sgd.Form.KERAS, 0.9, 0, true, 0);
        Adam adam = new Adam(0.9, 0.999, 1e-8, 0.01, true);
        float[] secondMoment = new float[64 * 16 * 100];
        int[] labels = random.ints(300, 0, 100).toArray();
        Matrix left = Matrix.of(input, 64, 300);
        Matrix right = Matrix.of(denseWeight, 64, 300).transpose();
        Matrix product = Matrix.of(features, 64, 64);
        Matrix transposed = product.transpose();
        Matrix addend = Matrix.broadcastRow(bias, 64, 64);
        MatrixBatch lefts = MatrixBatch.of(input, 500, 8, 8);
        MatrixBatch rights = new MatrixBatch(Matrix.of(weight, 8, 8), 500, 0);
        MatrixBatch products = MatrixBatch.of(output, 500, 8, 8);
        return List.of(p -> Gemm.multiply(0.5f, left, right, 1, addend, product, scratch, p),
                p -> Gemm.multiply(1, left, right, 0.5f, transposed, scratch, p),
                p -> Gemm.multiply(0.5f, lefts, rights, 0.5f, products, products, scratch, p),
                p -> direct.forward(input, weight, bias, output, scratch, p),
                p -> direct.backwardInput(output, weight, gradInput, scratch, p),
                p -> direct.backwardWeight(input, output, gradWeight, bias, scratch, p),
                p -> im2col.forward(input, weight, bias, output, scratch, p),
                p -> im2col.backwardInput(output, weight, gradInput, scratch, p),
                p -> im2col.backwardWeight(input, output, gradWeight, bias, scratch, p),
                p -> rows.forward(input, weight, bias, output, scratch, p),
                p -> direct.forward(input, 0, packed, bias, 0, output, 0, scratch, p),
                p -> depthwise.forward(planes, weight, bias, planesGradient, scratch, p),
                p -> depthwise.backwardInput(planes, weight, planesGradient, scratch, p),
                p -> depthwise.backwardWeight(planes, planesGradient, gradWeight, bias, scratch, p),
                p -> depthwiseNarrow.forward(planes, weight, bias, planesGradient, scratch, p),
                p -> depthwiseNarrow.backwardInput(planes, weight, planesGradient, scratch, p),
                p -> depthwiseNarrow.backwardWeight(planes, planesGradient, gradWeight, bias, scratch, p),
                p -> partial.forward(input, weight, bias, output, scratch, p),
                p -> partial.backwardInput(output, weight, gradInput, scratch, p),
                p -> partial.backwardWeight(input, output, gradWeight, bias, scratch, p),
                p -> reflect.forward(gradInput, output, scratch, p),
                p -> reflect.backward(output, gradInput, scratch, p),
                p -> edge.forward(gradInput, output, scratch, p),
                p -> edge.backward(output, gradInput, scratch, p),
                p -> max.forward(output, pooled, indices, scratch, p),
                p -> max.backward(pooled, indices, output, scratch, p),
                p -> average.forward(output, pooled, null, scratch, p),
                p -> average.backward(pooled, null, output, scratch, p),
                p -> maxOfRows.forward(planes, planesGradient, winnersOfRows, scratch, p),
                p -> averageOfRows.forward(planes, planesGradient, null, scratch, p),
                p -> globalMax.forward(planes, pooled, indices, scratch, p),
                p -> globalMax.backward(pooled, indices, planes, scratch, p),
                p -> globalAverage.forward(planes, pooled, null, scratch, p),
                p -> globalAverage.backward(pooled, null, planes, scratch, p),
                p -> subsampling.forward(output, bias, bias, pooled, scratch, p),
                p -> subsampling.backwardInput(pooled, bias, output, scratch, p),
                p -> subsampling.backwardCoefficient(output, pooled, bias, weight, scratch, p),
                p -> dense.forward(pooled, denseWeight, null, features, scratch, p),
                p -> dense.backwardWeight(pooled, features, gradDense, null, scratch, p),
                p -> momentum.step(output, 0, input, 0, gradInput, 0, gradInput.length, 0.01, scratch, p),
                p -> nesterov.step(output, 0, input, 0, gradInput, 0, gradInput.length, 0.01, scratch, p),
                p -> adam.step(output, 0, input, 0, gradInput, 0, secondMoment, 0, gradInput.length, 0.01, 7, scratch,
                        p),
                p -> loss.forward(logits, labels, null, probabilities, bias, scratch, p),
                p -> loss.backward(probabilities, labels, null, bias, logits, scratch, p));
    }

    /** Every activation, its gradient, and every elementary function. */
    private List<Consumer<Parallel>> elementwise() {
        int length = 64 * 16 * 100;
        float[] x = floats(length);
        float[] y = floats(length);
        List<Consumer<Parallel>> calls = new ArrayList<>();
        for (Activation activation : WholeOperationsTest.ACTIVATIONS) {
            calls.add(p -> activation.forward(x, 0, y, 0, length, scratch, p));
            calls.add(p -> activation.backward(y, 0, x, 0, y, 0, length, scratch, p));
        }
        for (ElementaryFunction function : ElementaryFunction.values()) {
            calls.add(p -> function.apply(x, 0, y, 0, length, scratch, p));
        }
        return calls;
    }

    /** What a network in lanes is made of, the last group of images not whole. */
    private List<Consumer<Parallel>> inLanes() {
        float[] x = floats(3 * 16 * 16 * 100);
        float[] y = floats(3 * 16 * 16 * 100);
        float[] pooled = floats(3 * 16 * 16 * 25);
        float[] gradPooled = floats(3 * 16 * 16 * 25);
        float[] weight = floats(400 * 120);
        float[] gradWeight = floats(400 * 120);
        float[] bias = floats(400);
        int[] indices = new int[3 * 16 * 16 * 25];
        int[] labels = random.ints(40, 0, 10).toArray();
        Lanes lanes = Lanes.plan(40, 1600);
        Conv2d convolution = Conv2d.plan(Conv2dShape.parse("mb40ic6ih9oc16kh5"), Layout.LANES);
        Dense dense = Dense.plan(DenseShape.parse("dense:mb40ic400oc120"), Layout.LANES);
        SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.plan(LossShape.parse("softmax_cross_entropy:mb40ic10"),
                Layout.LANES);
        PackedWeight packedDense = dense.pack(weight, 0, scratch, Parallel.serial());
        Dense oneRow = Dense.plan(DenseShape.parse("dense:ic400oc120"));
        PackedWeight packedRow = oneRow.pack(weight, 0, scratch, Parallel.serial());
        List<Consumer<Parallel>> calls = new ArrayList<>(List.of(p -> lanes.pack(x, 0, y, 0, scratch, p),
                p -> lanes.unpack(y, 0, x, 0, scratch, p),
                p -> convolution.forward(x, weight, bias, y, scratch, p),
                p -> convolution.backwardInput(x, weight, y, scratch, p),
                p -> convolution.backwardWeight(x, y, gradWeight, bias, scratch, p),
                p -> dense.forward(x, weight, bias, y, scratch, p),
                p -> dense.forward(x, 0, packedDense, bias, 0, y, 0, scratch, p),
                p -> oneRow.forward(x, 0, packedRow, bias, 0, y, 0, scratch, p),
                p -> dense.backwardInput(x, weight, y, scratch, p),
                p -> dense.backwardWeight(x, y, gradWeight, bias, scratch, p),
                p -> loss.forward(x, labels, null, y, bias, scratch, p),
                p -> loss.backward(y, labels, null, bias, x, scratch, p)));
        Conv2dShape shape = Conv2dShape.parse("mb40ic6ih14oc16kh5");
        for (Pool2dShape pool : List.of(Pool2dShape.parse("max:mb40ic16ih10kh2sh2"),
                Pool2dShape.parse("avg_np:mb40ic16ih10kh2sh2"))) {
            int[] winners = pool.kind() == Pool2dShape.Kind.MAX ? indices : null;
            Pool2d pooling = Pool2d.plan(pool, Layout.LANES);
            calls.add(p -> pooling.forward(x, pooled, winners, scratch, p));
            calls.add(p -> pooling.backward(gradPooled, winners, y, scratch, p));
            ConvolutionBlock block = ConvolutionBlock.plan(shape, Activation.RELU, pool);
            calls.add(p -> block.forward(y, 0, weight, 0, bias, 0, x, 0, pooled, 0, winners, 0, scratch, p));
            PackedWeight packed = block.pack(weight, 0, scratch, Parallel.serial());
            calls.add(p -> block.forward(y, 0, packed, bias, 0, null, 0, pooled, 0, null, 0, scratch, p));
            calls.add(p -> block.backwardInput(x, 0, pooled, 0, winners, 0, gradPooled, 0, weight, 0, y, 0, scratch,
                    p));
            calls.add(p -> block.backwardWeight(y, 0, x, 0, pooled, 0, winners, 0, gradPooled, 0, gradWeight, 0, bias,
                    0, scratch, p));
        }
        return calls;
    }

    /** Softmax in each of its layouts, and every loss. */
    private List<Consumer<Parallel>> losses() {
        float[] x = floats(30_000);
        float[] y = floats(30_000);
        float[] weights = floats(100);
        float[] loss = floats(30_000);
        int[] labels = random.ints(3_000, 0, 10).toArray();
        List<Consumer<Parallel>> calls = new ArrayList<>();
        for (String sizes : new String[]{"mb3000ic10", "mb2ic10sp1500", "mb300ic100"}) {
            for (String kind : new String[]{"softmax:", "log_softmax:"}) {
                Softmax softmax = Softmax.plan(SoftmaxShape.parse(kind + sizes));
                calls.add(p -> softmax.forward(x, y, scratch, p));
                calls.add(p -> softmax.backward(y, x, y, scratch, p));
            }
            SoftmaxCrossEntropy smoothed = SoftmaxCrossEntropy
                    .plan(LossShape.parse("softmax_cross_entropy:" + sizes + "il3ls0.1"));
            calls.add(p -> smoothed.forward(x, labels, weights, y, loss, scratch, p));
            calls.add(p -> smoothed.backward(y, labels, weights, loss, y, scratch, p));
            SoftmaxCrossEntropyOfProbabilities ofTargets = SoftmaxCrossEntropyOfProbabilities
                    .plan(LossShape.parse("softmax_cross_entropy_prob_none:" + sizes + "ls0.1"));
            calls.add(p -> ofTargets.forward(x, x, weights, y, loss, scratch, p));
            calls.add(p -> ofTargets.backward(y, x, weights, loss, y, scratch, p));
            MaximumAPosteriori posterior = MaximumAPosteriori.plan(LossShape.parse("map_loss:" + sizes + "j1"));
            calls.add(p -> posterior.forward(x, labels, y, loss, scratch, p));
            calls.add(p -> posterior.backward(y, labels, loss, y, scratch, p));
        }
        NegativeLogLikelihood likelihood = NegativeLogLikelihood.plan(LossShape.parse("nll_loss:mb3000ic10"));
        calls.add(p -> likelihood.forward(x, labels, weights, loss, scratch, p));
        calls.add(p -> likelihood.backward(labels, weights, loss, y, scratch, p));
        for (String problem : new String[]{"mse:n30000", "mse_none:n30000"}) {
            MeanSquaredError squares = MeanSquaredError.plan(SquaredErrorShape.parse(problem));
            calls.add(p -> squares.forward(x, y, loss, scratch, p));
            calls.add(p -> squares.backward(x, y, loss, y, scratch, p));
        }
        float[] gradient = floats(30_000);
        RadialBasis radialBasis = RadialBasis.plan(RadialBasisShape.parse("radial_basis:mb300ic84oc30"));
        calls.add(p -> radialBasis.forward(x, y, loss, scratch, p));
        calls.add(p -> radialBasis.backwardInput(x, loss, y, gradient, scratch, p));
        calls.add(p -> radialBasis.backwardWeight(x, loss, y, gradient, scratch, p));
        return calls;
    }

    @Test
    void serialCallsAllocateNothing() {
        check(Parallel.serial());
    }

    @Test
    void parallelCallsAllocateNothing() {
        try (ForkJoinPool pool = new ForkJoinPool(2, p -> {
            var worker = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(p);
            workers.add(worker);
            return worker;
        }, null, false)) {
            check(Parallel.on(pool));
            assertTrue(!workers.isEmpty(), "no helper ever ran");
        }
    }

    private void check(Parallel parallel) {
        List<Consumer<Parallel>> calls = new ArrayList<>(calls());
        calls.addAll(elementwise());
        calls.addAll(losses());
        calls.addAll(inLanes());
        List<String> allocating = new ArrayList<>();
        for (int c = 0; c < calls.size(); c++) {
            Consumer<Parallel> call = calls.get(c);
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && bytes > MOST_BYTES; round++) {
                long before = allocated();
                for (int i = 0; i < CALLS; i++) {
                    call.accept(parallel);
                }
                bytes = allocated() - before;
            }
            if (bytes > MOST_BYTES) {
                allocating.add("call " + c + " " + bytes / CALLS + " bytes");
            }
        }
        assertEquals(List.of(), allocating);
    }

    private long allocated() {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        for (Thread worker : workers) {
            bytes += THREADS.getThreadAllocatedBytes(worker.threadId());
        }
        return bytes;
    }
}
