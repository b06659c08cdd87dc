package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What plans, shapes and the back end tell of themselves. */
class PlansTest {
    @Test
    void shapes() {
        Conv2dShape convolution = Conv2dShape.parse("mb2ic3ih9oc4kh3");
        assertEquals(convolution, Conv2d.plan(convolution).shape());
        DenseShape dense = DenseShape.parse("dense:mb2ic3oc4");
        assertEquals(dense, Dense.plan(dense).shape());
        Pool2dShape pooling = Pool2dShape.parse("max:mb2ic3ih9kh2");
        assertEquals(pooling, Pool2d.plan(pooling).shape());
        GlobalPool2dShape global = GlobalPool2dShape.parse("gmax:mb2ic3ih9");
        assertEquals(global, GlobalPool2d.plan(global).shape());
        Subsampling2dShape subsampling = Subsampling2dShape.parse("sub:mb2ic3ih9");
        assertEquals(subsampling, Subsampling2d.plan(subsampling).shape());
        Pad2dShape padding = Pad2dShape.parse("pad_edge:mb2ic3ih9ph1");
        assertEquals(padding, Pad2d.plan(padding).shape());
        SoftmaxShape softmax = SoftmaxShape.parse("softmax:mb2ic3");
        assertEquals(softmax, Softmax.plan(softmax).shape());
        RadialBasisShape distances = RadialBasisShape.parse("radial_basis:mb2ic3oc4");
        assertEquals(distances, RadialBasis.plan(distances).shape());
    }

    @Test
    void layouts() {
        for (Layout layout : Layout.values()) {
            assertEquals(layout, Conv2d.plan(Conv2dShape.parse("mb2ic3ih9oc4kh3"), layout).layout());
            assertEquals(layout, Conv2d
                    .plan(Conv2dShape.parse("mb2ic6ih9oc16kh3"), Connections.LENET5_C3, layout).layout());
            assertEquals(layout, Dense.plan(DenseShape.parse("dense:mb2ic3oc4"), layout).layout());
            assertEquals(layout, Pool2d.plan(Pool2dShape.parse("max:mb2ic3ih9kh2"), layout).layout());
            assertEquals(layout, SoftmaxCrossEntropy
                    .plan(LossShape.parse("softmax_cross_entropy:mb2ic3"), layout).layout());
        }
    }

    @Test
    void shapesOfLosses() {
        LossShape labels = LossShape.parse("softmax_cross_entropy:mb2ic3");
        assertEquals(labels, SoftmaxCrossEntropy.plan(labels).shape());
        LossShape probabilities = LossShape.parse("softmax_cross_entropy_prob:mb2ic3");
        assertEquals(probabilities, SoftmaxCrossEntropyOfProbabilities.plan(probabilities).shape());
        LossShape likelihood = LossShape.parse("nll_loss:mb2ic3");
        assertEquals(likelihood, NegativeLogLikelihood.plan(likelihood).shape());
        LossShape posterior = LossShape.parse("map_loss:mb2ic3j1");
        assertEquals(posterior, MaximumAPosteriori.plan(posterior).shape());
        SquaredErrorShape squares = SquaredErrorShape.parse("mse:n5");
        assertEquals(squares, MeanSquaredError.plan(squares).shape());
    }

    @Test
    void theConstantOfAPadding() {
        Pad2dShape shape = Pad2dShape.parse("pad_constant:ic3ih9ph1");
        assertEquals(2.5f, Pad2d.plan(shape, 2.5f).value());
        assertEquals(0f, Pad2d.plan(shape).value());
    }

    @Test
    void products() {
        assertEquals(2L * 4 * (7 * 10) * 3 * (3 * 2), Conv2dShape.parse("g2mb2ic6ih9iw11oc4kh3kw2").products());
        assertEquals(7L * 5 * 3 * 2, GemmShape.parse("gemm:mb7m5n3k2").products());
    }

    @Test
    void backend() {
        assertTrue(Backend.name().matches("off|simd-(128|256|512)"), Backend.name());
        assertFalse(Backend.reason().isBlank());
    }
}
