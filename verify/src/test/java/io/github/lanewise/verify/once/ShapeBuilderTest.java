package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.OddCell;
import io.github.lanewise.kernels.Pool2dShape;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** What the builders of convolutions and poolings work out: "same" padding, one dimension, depthwise. */
@Tag("once")
class ShapeBuilderTest {
    /** The output is ceil(in / stride), with the least padding for that, and the odd cell where it was asked for. */
    @Property
    void same(@ForAll @IntRange(min = 1, max = 40) int in, @ForAll @IntRange(min = 1, max = 9) int kernel,
            @ForAll @IntRange(min = 1, max = 11) int stride, @ForAll @IntRange(min = 1, max = 4) int dilation,
            @ForAll OddCell oddCell) {
        Conv2dShape shape = Conv2dShape.builder(1, 1, 50, in).same(oddCell).outChannels(1).kernel(2, kernel)
                .stride(3, stride).dilation(5, dilation).build();
        assertEquals((int) Math.ceil(in / (double) stride), shape.outWidth());
        assertEquals(17, shape.outHeight());
        assertEquals(4, shape.padTop() + shape.padBottom());
        int begin = shape.padLeft();
        int end = shape.padRight();
        int odd = (begin + end) % 2;
        assertEquals(oddCell == OddCell.END ? odd : -odd, end - begin);
        if (begin + end > 0) {
            int reach = (shape.outWidth() - 1) * stride + (kernel - 1) * dilation + 1;
            assertEquals(reach, in + begin + end, "no cell of padding that the last window does not reach");
        }
    }

    /** The last word counts, and "same" follows what is set after it. */
    @Example
    void paddings() {
        assertEquals("ic1ih7oc1kh4ph1qh2", base().same(OddCell.END).kernel(4).build().toString());
        assertEquals("ic1ih7oc1kh4ph2qh1", base().padding(9, 9).kernel(4).same(OddCell.BEGIN).build().toString());
        assertEquals("ic1ih7oc1kh4", base().kernel(4).same(OddCell.END).valid().build().toString());
        assertEquals("ic1ih7oc1kh4ph1qh0", base().kernel(4).same(OddCell.END).padding(1, 0).build().toString());
        assertEquals("ic1ih7oc1kh3sh2ph2dh2", base().kernel(3).stride(2).dilation(2).padding(2, 2).build().toString());
        assertThrows(NullPointerException.class, () -> base().same(null));
        assertRefused("strideWidth is 0", () -> base().kernel(3).stride(1, 0).same(OddCell.END).build());
        assertRefused("kernelHeight is 0", () -> base().same(OddCell.END).build());
        assertRefused("the kernel covers",
                () -> base().kernel(3).dilation(Integer.MAX_VALUE).same(OddCell.END).build());
    }

    private static Conv2dShape.Builder base() {
        return Conv2dShape.builder(1, 1, 7, 7).outChannels(1);
    }

    @Example
    void oneDimension() {
        Conv2dShape.Builder line = Conv2dShape.builder1d(2, 3, 10).outChannels(4);
        assertEquals("mb2ic3iw10oc4kw4sw2pw1", line.kernel(4).stride(2).same(OddCell.END).build().toString());
        assertEquals("mb2ic3iw10oc4kw4sw2pw3qw0dw2", line.dilation(2).padding(3, 0).build().toString());
        assertRefused("kernelHeight 2", () -> line.kernel(2, 2).build());
    }

    @Example
    void depthwise() {
        assertEquals("g6mb2ic6ih9oc18kh3",
                Conv2dShape.builder(2, 6, 9, 9).depthwise(3).kernel(3).build().toString());
        assertEquals("g6mb2ic6iw9oc6kw3", Conv2dShape.builder1d(2, 6, 9).depthwise(1).kernel(3).build().toString());
        assertRefused("multiplier is 0", () -> base().depthwise(0));
        assertRefused("inChannels is 0", () -> Conv2dShape.builder(1, 0, 3, 3).depthwise(1));
        assertRefused("weight needs 65536×65536", () -> Conv2dShape.builder(1, 65536, 3, 3).depthwise(65536));
    }

    @Example
    void poolings() {
        assertEquals("avg_np:ic1ih7kh2sh2qh1", pooling().kernel(2).same(OddCell.END).build().toString());
        assertEquals("avg_np:ic1ih7kh2ph1qh0", pooling().kernel(2).stride(1).same(OddCell.BEGIN).build().toString());
        assertEquals("avg_np:ic1ih7kh3sh3dh2", pooling().kernel(3).dilation(2).same(OddCell.END).valid().build()
                .toString());
        Pool2dShape.Builder line = Pool2dShape.builder1d(Pool2dShape.Kind.MAX, 4, 16, 128);
        assertEquals("max:mb4ic16iw128kw2sw2", line.kernel(2).build().toString());
        assertEquals("max:mb4ic16iw128kw3sw3qw1", line.kernel(3).same(OddCell.END).build().toString());
        assertRefused("window 0 along the width holds no cell", () -> line.padding(3, 0).build());
    }

    private static Pool2dShape.Builder pooling() {
        return Pool2dShape.builder(Pool2dShape.Kind.AVERAGE_EXCLUDING_PADDING, 1, 1, 7, 7);
    }

    private static void assertRefused(String words, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(words), message);
    }
}
