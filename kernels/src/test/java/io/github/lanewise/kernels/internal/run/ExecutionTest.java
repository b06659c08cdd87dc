package io.github.lanewise.kernels.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionTest {
    @Test
    void aPlanKnowsItsProblemBeforeAnyCall() {
        Execution execution = Execution.planned("forward", "IM2COL", "ic3ih9", 5000, List.of());
        assertEquals("ic3ih9", execution.problem().apply(new Arguments()));
        assertEquals(5000, execution.operations().applyAsLong(new Arguments()));
    }
}
