package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Explanations name what was chosen and why, what was turned down and why, tiles, blocks, tasks and scratch. */
class ExplainTest {
    @Test
    void direct() {
        assertSays(Conv2d.plan(Conv2dShape.parse("mb40ic6ih14oc16kh5")).explain(), "mb40ic6ih14oc16kh5 with DIRECT on ",
                "direct, because a batch of 40 pays for sixteen lanes", "im2col would move each input cell 25 times",
                "forward:", "tiles of up to 8 channels; tasks 3, scratch 31,628 floats a thread", "backwardInput:",
                "computes 32 images a task", "backwardWeight:", "48 images at a time", "4 channels × 5 taps",
                "copies the gradients of the biases; tasks 1,", "shared by all passes: 16 floats");
        assertSays(Conv2d.plan(Conv2dShape.parse("mb16ic6ih14oc16kh5"), Conv2d.Algorithm.DIRECT).explain(),
                "computes 16 images a task in lanes, in tiles of up to 8 channels; tasks 1,",
                "computes 16 images a task in lanes, in tiles of up to 8 channels, with 81 kinds of pixels; tasks 1,",
                "sums 16 channels of a piece of the batch a task, 16 images at a time,");
        assertSays(Conv2d.plan(Conv2dShape.parse("mb32ic6ih14oc32kh5"), Conv2d.Algorithm.DIRECT).explain(),
                "computes 16 images a task in lanes, in tiles of up to 8 channels; tasks 2,",
                "computes 32 images a task in lanes, in tiles of up to 8 channels, with 81 kinds of pixels; tasks 1,",
                "sums 32 channels of a piece of the batch a task, 32 images at a time,",
                "112 positions at a time; tasks 1,");
    }

    @Test
    void inLanes() {
        assertSays(Conv2d.plan(Conv2dShape.parse("mb40ic6ih14oc16kh5"), Layout.LANES).explain(),
                "with DIRECT on ", "because the arrays are in lanes", "tasks 3, scratch 18,828 floats a thread");
        assertSays(Pool2d.plan(Pool2dShape.parse("max:mb40ic6ih14kh2sh2"), Layout.LANES).explain(),
                "the arrays are in lanes", "takes a channel of 16 images a task, in lanes as they are; tasks 18,");
        assertSays(Dense.plan(new DenseShape(40, 400, 120), Layout.LANES).explain(), "the only algorithm of LANES",
                "packs 16 rows of weights a task; tasks 8,",
                "computes 16 features of up to 12 groups of 16 images a task; tasks 8,",
                "turns 16 images a task into rows; tasks 3,",
                "sums 16 rows of weights a task over the images; tasks 8,",
                "sums gradOutput in lanes, the lanes being the partials; tasks 1,");
        assertSays(SoftmaxCrossEntropy.plan(LossShape.parse("softmax_cross_entropy:mb40ic10"), Layout.LANES).explain(),
                "the arrays are in lanes", "takes 16 rows that are in lanes already; tasks 1,");
        assertSays(
                ConvolutionBlock.plan(Conv2dShape.parse("mb40ic6ih14oc16kh5"), Activation.RELU,
                        Pool2dShape.parse("max:mb40ic16ih10kh2sh2")).explain(),
                "mb40ic6ih14oc16kh5+relu+max:mb40ic16ih10kh2", "the arrays are in lanes", "tasks 3,");
    }

    @Test
    void im2col() {
        assertSays(Conv2d.plan(Conv2dShape.parse("mb2ic6ih14oc16kh5sw2sh1")).explain(), "with IM2COL on ",
                "im2col, because direct would fill 2 of 16 lanes", "up to 512 gathered columns a task, up to 150 deep",
                "tasks 2,");
        assertSays(Conv2d.plan(Conv2dShape.parse("mb4ic3ih99oc40kh11")).explain(), "backwardWeight:",
                "adds the gradients of 4 parts of 1 pieces of the batch; tasks 2,");
        assertSays(Conv2d.plan(Conv2dShape.parse("mb8ic128ih28oc128kh3ph1")).explain(),
                "direct would need 1843200 floats for sixteen images, more than stay in L2 (196608)");
        assertSays(Conv2d.plan(Conv2dShape.parse("mb16ic512ih64oc4kh1")).explain(),
                "direct would need more than 16777216 floats of lanes or table entries");
    }

    @Test
    void rows() {
        assertSays(Conv2d.plan(Conv2dShape.parse("mb2ic6ih14oc16kh5")).explain(), "with ROWS on ",
                "rows, because a batch of 2 leaves most of sixteen lanes empty, and gathering costs as much as 240000 ",
                "packs the weights of a group a task",
                "16 pixels in the lanes, in tiles of up to 8 channels; tasks 2,");
    }

    @Test
    void depthwise() {
        assertSays(Conv2d.plan(Conv2dShape.parse("g32mb20ic32ih28oc32kh3ph1")).explain(), "with DEPTHWISE on ",
                "depthwise, because each plane has its own kernel", "else direct, because a batch of 20",
                "computes a channel of up to 16 images a task, columns in the lanes, in tiles of rows; tasks 64,",
                "sums 16 channels of a piece of the batch a task, in the lanes, 9 rows at a time, nine taps at a time; tasks 2,");
        assertSays(Conv2d.plan(Conv2dShape.parse("g32ic32ih28oc32kh5ph2")).explain(), "row by row; tasks 32,",
                "up to five taps at a time; tasks 2,");
    }

    @Test
    void depthwiseTiles() {
        String square = Conv2d.plan(Conv2dShape.parse("g32ic32ih28oc32kh3ph1"), Conv2d.Algorithm.DEPTHWISE).explain();
        assertFalse(square.contains("row by row"), square);
        String large = Conv2d.plan(Conv2dShape.parse("g32ic32ih28oc32kh5ph2"), Conv2d.Algorithm.DEPTHWISE).explain();
        assertFalse(large.contains("in tiles of rows"), large);
    }

    @Test
    void others() {
        assertSays(Dense.plan(new DenseShape(128, 400, 120)).explain(), "dense:mb128ic400oc120 on ",
                "packs b in panels", "and a in rows where it is not", "multiplies a block of", "up to 384 deep",
                "sums each column of gradOutput");
        assertSays(Gemm.explain(GemmShape.parse("gemm:mb600m8n8k8tb1")), "gemm:mb600m8n8k8tb1 on ",
                "the only algorithm, in rounds of 600 products", "or a panel a task; tasks ", "multiply-adds a task");
        assertSays(Gemm.explain(GemmShape.parse("gemm:mb4m512n16k512")), "in rounds of 4 products");
        assertSays(Gemm.explain(GemmShape.parse("gemm:mb4m512n16k512ta1")), "in rounds of 1 products");
        assertSays(MeanSquaredError.plan(SquaredErrorShape.parse("mse:n16384")).explain(),
                "takes 8192 elements a task; tasks 2,");
        assertSays(Gemm.explain(GemmShape.parse("gemm:mb600m64n64k64ta1")), "in rounds of 32 products");
        assertSays(Pool2d.plan(Pool2dShape.parse("max:mb128ic6ih28kh2sh2")).explain(),
                "in squares, because windows of 2×2 tile",
                "takes the maxima of squares of 2×2, 41 planes a task; tasks 19, scratch 0 floats",
                "gives gradOutput to the winners of squares of 2×2, 41 planes a task");
        assertSays(Pool2d.plan(Pool2dShape.parse("avg_p:mb2ic16ih224kh2sh2")).explain(), "averages of",
                "73 rows of them a task; tasks 64,", "spreads the shares of");
        assertSays(Pool2d.plan(Pool2dShape.parse("max:mb4ic64ih112kh3sh2ph1")).explain(),
                "forward by rows of windows, which are 2 apart and fill the lanes (56 a row)",
                "of 2 planes a task, each copied with its padding; tasks 128, scratch 12,769 floats a thread",
                "scatters 16 planes a task");
        assertSays(Pool2d.plan(Pool2dShape.parse("max:mb128ic6ih28kh3sh3")).explain(),
                "in lanes, which take any window",
                "pools 16 planes a task", "tasks 48, scratch 14,672 floats a thread", "scatters 16 planes a task");
        assertSays(Pool2d.plan(Pool2dShape.parse("avg_p:mb2ic16ih224kh3sh3")).explain(), "in lanes, in 5 bands",
                "tasks 10,", "in lanes, in 9 bands", "tasks 18,");
        assertSays(Pad2d.plan(Pad2dShape.parse("pad_edge:mb8ic6ih28ph2")).explain(), "pad_edge:mb8ic6ih28ph2 on ",
                "forward:", "writes up to 256 rows a task; tasks 6,", "backward:", "292 rows a task; tasks 5,");
        assertSays(Lanes.plan(40, 784).explain(), "lanes:mb40n784 on ", "pack: ", "lays 16 images a task side by side",
                "unpack: ", "takes 16 images a task apart", "tasks 3,");
        assertSays(GlobalPool2d.plan(GlobalPool2dShape.parse("gavg:mb32ic2048ih7")).explain(),
                "sums 656 planes a task", "tasks 100, scratch 512 floats a thread", "fills 656 planes a task");
        assertSays(GlobalPool2d.plan(GlobalPool2dShape.parse("gmax:mb32ic2048ih7")).explain(),
                "takes the maxima of 656 planes a task", "tasks 100, scratch 1,024 floats a thread",
                "scatters 656 planes a task");
        assertSays(Subsampling2d.plan(Subsampling2dShape.parse("sub:mb128ic6ih28")).explain(),
                "subsamples 16 planes a task in lanes; tasks 48,", "spreads the gradients", "tasks 12,",
                "adds the gradients of 2 pieces");
        assertSays(Subsampling2d.plan(Subsampling2dShape.parse("sub:mb2ic16ih224")).explain(),
                "subsamples 16 planes a task in lanes, in ");
    }

    /** Two a product, else one for each element read. */
    @Test
    void operations() {
        assertSays(Conv2d.plan(Conv2dShape.parse("mb40ic6ih14oc16kh5")).explain(),
                "forward: 19,200,000 floating-point operations", "backwardInput: 19,200,000 floating-point operations",
                "backwardWeight: 19,200,000 floating-point operations");
        assertSays(Dense.plan(new DenseShape(128, 400, 120)).explain(), "forward: 12,288,000 floating-point operations",
                "backwardInput: 12,288,000 floating-point operations",
                "backwardWeight: 12,288,000 floating-point operations");
        assertSays(Gemm.explain(GemmShape.parse("gemm:mb6m8n9k10")), "multiply: 8,640 floating-point operations");
        assertSays(Pool2d.plan(Pool2dShape.parse("max:mb128ic6ih28kh2sh2")).explain(),
                "forward: 602,112 floating-point operations", "backward: 150,528 floating-point operations");
        assertSays(Pool2d.plan(Pool2dShape.parse("max:ic1ih6iw8kh3sh2ph1")).explain(),
                "forward: 88 floating-point operations"); // rows of the image in windows: 2 + 3 + 3, columns: 2 + 3 + 3 + 3
        assertSays(Pool2d.plan(Pool2dShape.parse("avg_p:mb2ic16ih224kh2sh2")).explain(),
                "forward: 1,605,632 floating-point operations", "backward: 1,605,632 floating-point operations");
        assertSays(GlobalPool2d.plan(GlobalPool2dShape.parse("gavg:mb32ic2048ih7")).explain(),
                "forward: 3,211,264 floating-point operations", "backward: 3,211,264 floating-point operations");
        assertSays(Subsampling2d.plan(Subsampling2dShape.parse("sub:mb128ic6ih28")).explain(),
                "forward: 752,640 floating-point operations", "backwardInput: 150,528 floating-point operations",
                "backwardCoefficient: 903,168 floating-point operations");
        assertSays(Pad2d.plan(Pad2dShape.parse("pad_edge:mb8ic6ih28ph2")).explain(),
                "forward: 37,632 floating-point operations", "backward: 49,152 floating-point operations");
        assertSays(Lanes.plan(40, 784).explain(), "pack: 31,360 floating-point operations",
                "unpack: 31,360 floating-point operations");
        assertSays(Softmax.plan(SoftmaxShape.parse("log_softmax:mb2ic21sp4096")).explain(),
                "forward: 172,032 floating-point operations", "backward: 172,032 floating-point operations");
        assertSays(NegativeLogLikelihood.plan(LossShape.parse("nll_loss:mb12ic10sp9")).explain(),
                "forward: 108 floating-point operations", "backward: 108 floating-point operations");
        assertSays(MeanSquaredError.plan(SquaredErrorShape.parse("mse:n100000")).explain(),
                "forward: 100,000 floating-point operations", "backward: 100,000 floating-point operations");
        assertSays(RadialBasis.plan(RadialBasisShape.parse("radial_basis:mb128ic84oc10")).explain(),
                "forward: 215,040 floating-point operations", "backwardInput: 215,040 floating-point operations",
                "backwardWeight: 215,040 floating-point operations");
    }

    @Test
    void softmaxAndLosses() {
        assertSays(Softmax.plan(SoftmaxShape.parse("softmax:mb64ic1000")).explain(), "softmax:mb64ic1000 on ",
                "a row at a time, because 1000 classes fill vectors", "takes 16 classes of a row in the lanes",
                "tasks 16, scratch 2,288 floats a thread");
        assertSays(Softmax.plan(SoftmaxShape.parse("log_softmax:mb2ic21sp4096")).explain(),
                "384 positions side by side, which lie together", "takes 384 positions in the lanes");
        assertSays(Softmax.plan(SoftmaxShape.parse("softmax:mb2ic100000sp8")).explain(),
                "because sixteen rows of 100000×8 would need more than 524288 floats");
        assertSays(Softmax.plan(SoftmaxShape.parse("softmax:mb48ic70")).explain(),
                "takes 16 rows in the lanes; tasks 1,");
        assertSays(SoftmaxCrossEntropy.plan(128, 10).explain(), "softmax_cross_entropy:mb128ic10 on ",
                "sixteen rows side by side, because 10 classes would not fill vectors (80 would)",
                "finds what the mean divides by;", "takes 16 rows in the lanes; tasks 1,",
                "adds up the losses of the rows in pieces of 64", "shared by all passes: 160 floats");
        assertSays(SoftmaxCrossEntropy.plan(LossShape.parse("softmax_cross_entropy_none:mb9ic10sp7ls0.1")).explain(),
                "because 7 positions would not fill the lanes", "and the smoothing weights",
                "forward: 630 floating-point operations", "shared by all passes: 42 floats");
        assertSays(SoftmaxCrossEntropyOfProbabilities.plan(LossShape.parse("softmax_cross_entropy_prob:mb9ic10sp7"))
                .explain(), "softmax_cross_entropy_prob:mb9ic10sp7 on ", "because 7 positions would not fill the lanes",
                "forward: 630 floating-point operations", "backward: 630 floating-point operations");
        assertSays(MaximumAPosteriori.plan(LossShape.parse("map_loss:mb128ic10j1")).explain(), "map_loss:mb128ic10j1",
                "sixteen rows side by side");
        assertSays(NegativeLogLikelihood.plan(LossShape.parse("nll_loss:mb12ic10sp9")).explain(),
                "picks the labels of an example a task; tasks 12", "clears and fills an example a task");
        assertSays(MeanSquaredError.plan(SquaredErrorShape.parse("mse:n100000")).explain(), "mse:n100000 on ",
                "takes 8192 elements a task; tasks 13", "adds the sums of the pieces",
                "shared by all passes: 13 floats");
        assertSays(RadialBasis.plan(RadialBasisShape.parse("radial_basis:mb128ic84oc10")).explain(),
                "takes 16 images in the lanes a task; tasks 8, scratch 1,504 floats a thread",
                "takes a centre a task, vectors along the features; tasks 10");
    }

    private static void assertSays(String explanation, String... parts) {
        for (String line : explanation.lines().filter(line -> line.startsWith("    ")).toList()) {
            assertTrue(line.matches(" +\\w+ .+"), () -> "a pass does not say what it does: " + explanation);
        }
        for (String part : parts) {
            assertTrue(explanation.contains(part), () -> "expected \"" + part + "\" in: " + explanation);
        }
    }
}
