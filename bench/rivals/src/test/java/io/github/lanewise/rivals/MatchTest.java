package io.github.lanewise.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every contender on small problems, each stride, padding, dilation and transpose its own: all must agree with ours. */
class MatchTest {
    private static final Match.Pace SHORT = new Match.Pace(1, 1, 1, 1);

    @ParameterizedTest
    @ValueSource(strings = {"gemm:m5n7k3 multiply", "gemm:m5n7k3ta1tb1 multiply", "dense:mb3ic5oc7 forward",
            "dense:mb3ic5oc7 gradInput", "dense:mb3ic5oc7 gradWeight",
            "conv:g2mb2ic4ih9iw8oc6kh3kw2sh2sw1ph1pw1dh2dw1 forward",
            "conv:g2mb2ic4ih9iw8oc6kh3kw2sh2sw1ph1pw1dh2dw1 gradInput",
            "conv:g2mb2ic4ih9iw8oc6kh3kw2sh2sw1ph1pw1dh2dw1 gradWeight",
            "max:mb2ic3ih9iw8kh3kw2sh2sw2ph1pw0 forward", "max:mb2ic3ih9iw8kh3kw2sh2sw2ph1pw0 forwardIndices",
            "max:mb2ic3ih9iw8kh3kw2sh2sw2ph1pw0 backward", "avg_p:mb2ic3ih9iw8kh3kw2sh2sw2ph1pw0 forward",
            "avg_np:mb2ic3ih9iw8kh3kw2sh2sw2ph1pw0 forward", "avg_p:mb2ic3ih9iw8kh3kw2sh2sw2ph1pw0 backward",
            "lenet5-relu:mb3 train", "lenet5-sigmoid:mb3 train", "lenet5-relu:mb3 infer", "lenet5-sigmoid:mb3 infer"})
    void allAgree(String line) throws Exception {
        Task task = ProblemList.parse(List.of(line)).getFirst();
        Results results = new Results();
        List<Contender> contenders = List.of(Contender.values()).stream().filter(c -> c.supports(task, 1)).toList();
        new Match(task, 1, Cores.mine(), results, SHORT).run(contenders);
        assertEquals(Map.of(), results.failures());
        for (Contender contender : contenders) {
            assertFalse(Double.isNaN(results.nanos(new Results.Key(task, 1, contender))), contender.toString());
        }
    }

    @Test
    void aContenderThatDoesNotStartIsNamedWithItsReason() throws Exception {
        Task task = Task.parse("conv:ic1ih4oc1kh2", "forward");
        Results results = new Results();
        new Match(task, 1, Cores.mine(), results, SHORT).run(List.of(Contender.LANEWISE, Contender.OPENBLAS));
        assertEquals(Map.of(new Results.Key(task, 1, Contender.OPENBLAS),
                "java.util.NoSuchElementException: No value present"), results.failures());
    }
}
