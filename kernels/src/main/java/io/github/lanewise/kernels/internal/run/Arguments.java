package io.github.lanewise.kernels.internal.run;

import io.github.lanewise.kernels.internal.micro.Update;

/**
 * The arrays of one call, under the names of the public API, each with the offset of its first element. Plain mutable
 * fields, because one object is reused from call to call and nothing may be allocated in between. Operations leave the
 * fields that they do not use as they are.
 */
public final class Arguments {
    public float[] input;
    public int inputOffset;
    /** Weights of a layer; of a loss those of the classes, null where they have none. */
    public float[] weight;
    public int weightOffset;
    /** Weights that were packed before this call; null where a pass of the call packs them. */
    public float[] packed;
    /** null where there is no bias. */
    public float[] bias;
    public int biasOffset;
    public float[] output;
    public int outputOffset;
    /** Of a block, what the activation made of the convolution; null where it is not wanted. */
    public float[] activated;
    public int activatedOffset;
    public float[] gradOutput;
    public int gradOutputOffset;
    public float[] gradInput;
    public int gradInputOffset;
    public float[] gradWeight;
    public int gradWeightOffset;
    /** null where no bias gradient is wanted. */
    public float[] gradBias;
    public int gradBiasOffset;
    /** What a loss compares its input with, where that is no label. */
    public float[] target;
    public int targetOffset;
    public float[] loss;
    public int lossOffset;
    /** Winners of a max pooling (null where they are not wanted), or the labels of a loss. */
    public int[] indices;
    public int indicesOffset;
    /** Elements of an element-wise operation, or labels that count. */
    public int length;
    public float[] velocity;
    public int velocityOffset;
    public float[] firstMoment;
    public int firstMomentOffset;
    public float[] secondMoment;
    public int secondMomentOffset;

    /** The constants of this call's optimiser step, where there is one. */
    public final Update update = new Update();

    /** The matrix product of this call, where there is one. */
    public final Product product = new Product();

    private float[] shared = new float[0];

    /** Memory that one pass leaves for the next. */
    public float[] shared() {
        return shared;
    }

    /** A copy of what the passes of an execution have shared, as long as they asked for, on a cache line as they found it. */
    public float[] sharedBy(Execution execution) {
        int floats = 0;
        for (Pass pass : execution.passes()) {
            floats = Math.max(floats, pass.sharedFloats(this));
        }
        float[] copy = new float[CacheLines.length(floats)];
        System.arraycopy(shared, 0, copy, 0, floats);
        return copy;
    }

    /** The packed weights of this call, wherever they were packed. */
    public float[] packedWeight() {
        return packed == null ? shared : packed;
    }

    /** Makes the shared memory at least this long; contents survive only where it already was. */
    void share(int floats) {
        if (shared.length < floats) {
            shared = new float[CacheLines.length(floats)];
        }
    }

    /** Lets go of the caller's arrays. */
    void clear() {
        input = weight = bias = output = gradOutput = gradInput = gradWeight = gradBias = target = loss = null;
        packed = activated = velocity = firstMoment = secondMoment = null;
        indices = null;
        product.a = product.b = product.addend = product.c = product.start = null;
    }
}
