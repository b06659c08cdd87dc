package io.github.lanewise.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
    @Test
    void everyProblemOfTheListNamesItself() throws IOException {
        for (Task task : ProblemList.passes()) {
            assertEquals(task, Task.parse(task.problem(), task.pass().toString()));
        }
    }

    @Test
    void passesOfADenseLayerAreProducts() {
        assertEquals("gemm:m8n5k7tb1", product("forward"));
        assertEquals("gemm:m8n7k5", product("gradInput"));
        assertEquals("gemm:m5n7k8ta1", product("gradWeight"));
    }

    private static String product(String pass) {
        return Task.parse("dense:mb8ic7oc5", pass).product().orElseThrow().toString();
    }

    @Test
    void sizesAndOperationsOfAConvolution() {
        String problem = "conv:g2mb3ic4ih5oc6kh3"; // output 3×6×3×3
        assertEquals(List.of(3 * 4 * 25, 6 * 2 * 9), Task.parse(problem, "forward").inputs());
        assertEquals(List.of(3 * 6 * 9, 6 * 2 * 9), Task.parse(problem, "gradInput").inputs());
        assertEquals(List.of(3 * 4 * 25, 3 * 6 * 9), Task.parse(problem, "gradWeight").inputs());
        assertEquals(3 * 6 * 9, Task.parse(problem, "forward").result());
        assertEquals(3 * 4 * 25, Task.parse(problem, "gradInput").result());
        assertEquals(6 * 2 * 9, Task.parse(problem, "gradWeight").result());
        assertEquals(2L * 3 * 6 * 9 * 2 * 9, Task.parse(problem, "gradInput").operations());
        assertEquals(2 * 9, Task.parse(problem, "forward").roundings());
        assertEquals(3 * 9, Task.parse(problem, "gradInput").roundings());
        assertEquals(3 * 9, Task.parse(problem, "gradWeight").roundings());
    }

    @Test
    void aMaximumIsExact() {
        assertEquals(0, Task.parse("max:mb2ic3ih8kh2sh2", "forward").roundings());
        assertEquals(0, Task.parse("max:mb2ic3ih8kh2sh2", "forward").operations());
    }

    @Test
    void passesThatAShapeHasNotAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Task.parse("gemm:m2n2k2", "forward"));
        assertThrows(IllegalArgumentException.class, () -> Task.parse("gemm:mb2m2n2k2", "multiply"));
        assertThrows(IllegalArgumentException.class, () -> Task.parse("avg_p:ic1ih4kh2sh2", "forwardIndices"));
        assertThrows(IllegalArgumentException.class, () -> Task.parse("conv:ic1ih4oc1kh2", "backward"));
        assertThrows(IllegalArgumentException.class, () -> Task.parse("conv:ic1ih4oc1kh2", "sideways"));
    }

    @Test
    void aNetworkIsTrainedAndInfers() {
        Task train = Task.parse("lenet5-relu:mb2", "train");
        assertEquals(List.of(61_706, 2 * 784, 2), train.inputs());
        assertEquals(1 + 61_706, train.result());
        assertEquals(2 * 2_263_920, train.operations());
        Task infer = Task.parse("lenet5-sigmoid:mb2", "infer");
        assertEquals(List.of(61_706, 2 * 784), infer.inputs());
        assertEquals(2 * 10, infer.result());
        assertEquals(2 * 833_040, infer.operations());
        for (int i = 0; i < 3; i++) {
            assertEquals(train.inputs().get(i), train.input(i).length);
        }
        assertThrows(IllegalArgumentException.class, () -> Task.parse("lenet5-relu:mb2", "forward"));
        assertThrows(IllegalArgumentException.class, () -> Task.parse("lenet5-relu:mb0", "train"));
    }

    @Test
    void listsHaveCommentsAndSeveralPasses() {
        List<Task> tasks = ProblemList.parse(List.of("# people", "", "dense:mb8ic7oc5 forward  gradInput"));
        assertEquals(List.of("dense:mb8ic7oc5 forward", "dense:mb8ic7oc5 gradInput"),
                tasks.stream().map(Task::toString).toList());
        assertThrows(IllegalArgumentException.class, () -> ProblemList.parse(List.of("dense:mb8ic7oc5")));
    }
}
