package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a caller reads who passes something wrong, word for word, and the last values that pass. */
class CheckTest {
    private static final float[] TEN = new float[10];

    private static void refused(String message, Executable check) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, check).getMessage());
    }

    @Test
    void sizes() {
        assertEquals(1, Check.positive("batch", 1));
        refused("batch is 0; expected at least 1", () -> Check.positive("batch", 0));
        Check.notNegative("padTop", 0);
        refused("padTop is -1; expected at least 0", () -> Check.notNegative("padTop", -1));
        assertEquals("6×1×5", Check.sizes(6, 1, 5));
        assertEquals(3, Check.below("axis", 3, 4));
        refused("axis is 4; expected 0 to 3", () -> Check.below("axis", 4, 4));
        Check.within("momentum", 0, 0, 1);
        Check.within("momentum", 1, 0, 1);
        refused("momentum is 1.5; expected 0.0 to 1.0", () -> Check.within("momentum", 1.5, 0, 1));
    }

    @Test
    void lengths() {
        String message = "length is -1; expected at least 0";
        Scratch scratch = new Scratch();
        Parallel serial = Parallel.serial();
        refused(message, () -> Activation.RELU.forward(TEN, 0, TEN, 0, -1, scratch, serial));
        refused(message, () -> Activation.RELU.backward(TEN, 0, TEN, 0, TEN, 0, -1, scratch, serial));
        refused(message, () -> ElementaryFunction.EXP.apply(TEN, 0, TEN, 0, -1, scratch, serial));
        refused(message, () -> new Adam(0.9, 0.999, 1e-8, 0, false).step(TEN, 0, TEN, 0, TEN, 0, TEN, 0, -1, 0.1, 1,
                scratch, serial));
        refused(message, () -> new Sgd(Sgd.Form.values()[0], 0, 0, false, 0).step(TEN, 0, TEN, 0, TEN, 0, -1, 0.1,
                scratch, serial));
    }

    @Test
    void groupsOfChannels() {
        assertEquals(4096, Conv2dShape.parse("g4096ic4096ih1oc4096kh1").groups());
        refused("inChannels is 3; expected a multiple of groups, which is 2",
                () -> Conv2dShape.parse("g2ic3ih1oc4kh1"));
        refused("outChannels is 3; expected a multiple of groups, which is 2",
                () -> Conv2dShape.parse("g2ic4ih1oc3kh1"));
    }

    @Test
    void packedOperands() {
        Check.packed("a", "b", Integer.MAX_VALUE - 63, 1, 1);
        refused("a and b are 2147483585×1 and 1×1, up to 2147483648 floats once packed; an array holds at most 2147483647",
                () -> Check.packed("a", "b", Integer.MAX_VALUE - 62, 1, 1));
        refused("a and b are 1048576×1024 and 1024×1048576, up to 2147547136 floats once packed; an array holds at most "
                + "2147483647", () -> Check.packed("a", "b", 1 << 20, 1 << 20, 1 << 10));
        refused("input and weight are 1×67108864 and 67108864×1, up to 4294967296 floats once packed; an array holds at "
                + "most 2147483647", () -> new DenseShape(1, 1 << 26, 1));
        refused("gradOutput and weight are 1×67108864 and 67108864×1, up to 4294967296 floats once packed; an array holds "
                + "at most 2147483647", () -> new DenseShape(1, 1, 1 << 26));
        refused("gradOutput and input are 1×67108864 and 67108864×1, up to 4294967296 floats once packed; an array holds "
                + "at most 2147483647", () -> new DenseShape(1 << 26, 1, 1));
    }

    @Test
    void elementsOfAnArray() {
        assertEquals(30, Check.elements("weight", 6, 1, 5));
        assertEquals(0, Check.elements("weight", 6, 0, 5));
        assertEquals(Integer.MAX_VALUE, Check.elements("weight", Integer.MAX_VALUE, 1));
        refused("weight needs 65536×32768 elements; an array holds at most 2147483647",
                () -> Check.elements("weight", 65536, 32768));
        refused("weight needs 4294967296×4294967296×1 elements; an array holds at most 2147483647",
                () -> Check.elements("weight", 1L << 32, 1L << 32, 1));
    }

    @Test
    void ranges() {
        Check.range("bias", TEN, 0, 10);
        Check.range("bias", TEN, 4, 6);
        Check.range("bias", TEN, 0, 2, 5);
        Check.range("bias", new float[0], 0, 0);
        refused("bias has 10 elements; 11 needs 11", () -> Check.range("bias", TEN, 0, 11));
        refused("bias has 10 elements, and 6 from offset 4; 7×1 needs 7", () -> Check.range("bias", TEN, 4, 7, 1));
        refused("biasOffset is -1; expected at least 0", () -> Check.range("bias", TEN, -1, 1));
        refused("bias has 0 elements; 1×2×3×4 needs 24", () -> Check.range("bias", new float[0], 0, 1, 2, 3, 4));
        assertEquals("bias is null; expected an array of 5×2",
                assertThrows(NullPointerException.class, () -> Check.range("bias", (float[]) null, 0, 5, 2))
                        .getMessage());
    }

    @Test
    void overlaps() {
        Check.apart("output", TEN, 0, 5, "input", TEN, 5, 5);
        Check.apart("output", TEN, 5, 5, "input", TEN, 0, 5);
        Check.apart("output", TEN, 0, 5, "input", new float[10], 0, 5);
        refused("output (1 to 6) overlaps input (5 to 10) in the same array; expected ranges that share no element",
                () -> Check.apart("output", TEN, 1, 5, "input", TEN, 5, 5));
        refused("output (5 to 10) overlaps input (2 to 6) in the same array; expected ranges that share no element",
                () -> Check.apart("output", TEN, 5, 5, "input", TEN, 2, 4));
    }

    /** Arrays of a loss are as long as batch · classes · positions say: here the last element is shared. */
    @Test
    void overlapsOfLosses() {
        Scratch scratch = new Scratch();
        int[] labels = new int[6];
        float[] array = new float[24];
        float[] apart = new float[24];
        NegativeLogLikelihood likelihood = NegativeLogLikelihood.plan(LossShape.parse("nll_loss:mb2ic4sp3"));
        refused("loss (23 to 24) overlaps input (0 to 24) in the same array; expected ranges that share no element",
                () -> likelihood.forward(array, 0, labels, 0, null, 0, array, 23, scratch, Parallel.serial()));
        refused("gradInput (0 to 24) overlaps gradLoss (23 to 24) in the same array; expected ranges that share no "
                + "element",
                () -> likelihood.backward(labels, 0, null, 0, array, 23, array, 0, scratch, Parallel.serial()));
        Softmax softmax = Softmax.plan(SoftmaxShape.parse("softmax:mb2ic4sp3"));
        float[] two = new float[47];
        refused("output (23 to 47) overlaps input (0 to 24) in the same array; expected ranges that share no element",
                () -> softmax.forward(two, 0, two, 23, scratch, Parallel.serial()));
        SoftmaxCrossEntropy entropy = SoftmaxCrossEntropy.plan(LossShape.parse("softmax_cross_entropy:mb2ic4sp3"));
        refused("loss (23 to 24) overlaps logits (0 to 24) in the same array; expected ranges that share no element",
                () -> entropy.forward(array, 0, labels, 0, null, 0, apart, 0, array, 23, scratch, Parallel.serial()));
    }
}
