package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Explanations name what was chosen and why, what was turned down and why, tiles, blocks, tasks and scratch. */
class ExplainTest {
    @Test
    void direct() {
        assertSays(Conv2d.plan(Conv2dShape.parse("mb40ic6ih14oc16kh5")).explain(), "mb40ic6ih14oc16kh5 with DIRECT on ",
                "direct, because a batch of 40 pays for sixteen lanes", "im2col would move each input cell 25 times",
                "forward:", "tiles of up to 8 channels; tasks 3, scratch 31,616 floats a thread", "backwardInput:",
                "backwardWeight:", "adds the gradients of 1 pieces", "shared by all passes: 2,416 floats");
    }

    @Test
    void im2col() {
        assertSays(Conv2d.plan(Conv2dShape.parse("mb2ic6ih14oc16kh5")).explain(), "with IM2COL on ",
                "im2col, because direct would fill 2 of 16 lanes", "512 gathered columns a task, 256 deep", "tasks 1,");
        assertSays(Conv2d.plan(Conv2dShape.parse("mb4ic128ih28oc128kh3ph1")).explain(),
                "direct would need 1843200 floats for sixteen images, more than stay in L2 (196608)");
        assertSays(Conv2d.plan(Conv2dShape.parse("mb16ic512ih64oc4kh1")).explain(),
                "direct would need more than 16777216 floats of lanes or table entries");
    }

    @Test
    void others() {
        assertSays(Dense.plan(new DenseShape(128, 400, 120)).explain(), "dense:mb128ic400oc120 on ",
                "packs a in panels", "multiplies a block of", "256 deep", "sums each column of gradOutput");
        assertSays(Gemm.explain(GemmShape.parse("gemm:mb600m8n8k8tb1")), "gemm:mb600m8n8k8tb1 on ",
                "the only algorithm, in rounds of 600 products", "or a panel a task; tasks ", "multiply-adds a task");
        assertSays(Pool2d.plan(Pool2dShape.parse("max:mb128ic6ih28kh2sh2")).explain(), "pools 16 planes a task",
                "tasks 48, scratch 18,816 floats a thread", "scatters 16 planes a task");
        assertSays(Pool2d.plan(Pool2dShape.parse("avg_p:mb2ic16ih224kh2sh2")).explain(), "in lanes, in 6 bands",
                "tasks 12,", "in lanes, in 9 bands", "tasks 18,");
        assertSays(Pad2d.plan(Pad2dShape.parse("pad_edge:mb8ic6ih28ph2")).explain(), "pad_edge:mb8ic6ih28ph2 on ",
                "forward:", "writes up to 256 rows a task; tasks 6,", "backward:", "292 rows a task; tasks 5,");
        assertSays(GlobalPool2d.plan(GlobalPool2dShape.parse("gavg:mb32ic2048ih7")).explain(),
                "sums 656 planes a task", "tasks 100, scratch 512 floats a thread", "fills 656 planes a task");
        assertSays(Subsampling2d.plan(Subsampling2dShape.parse("sub:mb128ic6ih28")).explain(),
                "subsamples 16 planes a task", "spreads the gradients", "tasks 12,", "adds the gradients of 2 pieces");
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
        assertSays(Pool2d.plan(Pool2dShape.parse("avg_p:mb2ic16ih224kh2sh2")).explain(),
                "forward: 1,605,632 floating-point operations", "backward: 1,605,632 floating-point operations");
        assertSays(GlobalPool2d.plan(GlobalPool2dShape.parse("gavg:mb32ic2048ih7")).explain(),
                "forward: 3,211,264 floating-point operations", "backward: 3,211,264 floating-point operations");
        assertSays(Subsampling2d.plan(Subsampling2dShape.parse("sub:mb128ic6ih28")).explain(),
                "forward: 752,640 floating-point operations", "backwardInput: 150,528 floating-point operations",
                "backwardCoefficient: 903,168 floating-point operations");
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
