package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> WORDS = List.of("--lr", "--epochs", "mnist", "fashion-mnist");

    @Test
    void aSlipIsNear() {
        assertEquals(Optional.of("mnist"), Nearest.of("mnits", WORDS));
        assertEquals(Optional.of("mnist"), Nearest.of("MNIST", WORDS));
        assertEquals(Optional.of("--epochs"), Nearest.of("epoch", WORDS));
        assertEquals(Optional.of("fashion-mnist"), Nearest.of("fashon_mnist", WORDS));
    }

    /** Half of the letters right is just near enough. */
    @Test
    void theBound() {
        assertEquals(Optional.of("abcd"), Nearest.of("abyz", List.of("abcd")));
        assertEquals(Optional.empty(), Nearest.of("axyz", List.of("abcd")));
    }

    @Test
    void dashesDoNotCount() {
        assertEquals(Optional.empty(), Nearest.of("--x", WORDS));
        assertEquals(Optional.empty(), Nearest.of("", WORDS));
        assertEquals(Optional.empty(), Nearest.of("mnist", List.of()));
    }
}
