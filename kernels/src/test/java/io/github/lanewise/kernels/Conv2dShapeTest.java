package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What a shape takes and refuses, each reason alone. */
class Conv2dShapeTest {
    @Test
    void channelsAreMultiplesOfGroups() {
        assertRefused("g2ic3ih1oc2kh1", "inChannels is 3; expected a multiple of groups, which is 2");
        assertRefused("g2ic2ih1oc3kh1", "outChannels is 3; expected a multiple of groups, which is 2");
    }

    /** The weights of all pairs of channels would be more than an array holds; with groups there are few. */
    @Test
    void weightsArePerGroup() {
        assertEquals(1, Conv2dShape.parse("g50000ic50000ih1oc50000kh1").channelsPerGroup());
    }

    private static void assertRefused(String problem, String message) {
        assertEquals(message,
                assertThrows(IllegalArgumentException.class, () -> Conv2dShape.parse(problem)).getMessage());
    }
}
