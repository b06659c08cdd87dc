package io.github.lanewise.bench.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.bench.results.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who wins, and by how much. */
class ContestTest {
    static Row row(String problem, String contender, boolean userLayout, double... nanoseconds) {
        return new Row(problem, "forward", 1, contender, userLayout, 0, nanoseconds);
    }

    @Test
    void theBestRivalIsTheFastestInTheUsersLayout() {
        Contest contest = Contest.of(List.of(row("gemm:m1n1k1", "onednn nat", true, 30, 31, 29),
                row("gemm:m1n1k1", "lanewise", true, 10, 9, 50), row("gemm:m1n1k1", "onednn own", false, 5),
                row("gemm:m1n1k1", "openblas", true, 20, 100, 15))).getFirst();
        assertEquals(10, contest.ours());
        assertEquals("openblas", contest.bestRival().orElseThrow().contender());
        assertEquals(2, contest.ratio(contest.bestRival().orElseThrow()));
        assertEquals(0.5, contest.ratio(contest.contenders().get("onednn own")));
    }

    @Test
    void invocationsBecomeOne() {
        List<Contest> contests = Contest.of(List.of(row("conv:ic1ih5oc1kh1", "lanewise", true, 1, 2),
                row("ic1ih5oc1kh1", "lanewise", true, 30)));
        assertEquals(1, contests.size());
        assertArrayEquals(new double[]{1, 2, 30}, contests.getFirst().contenders().get("lanewise").nanoseconds());
        assertEquals(2, contests.getFirst().ours());
    }

    @Test
    void passesAndThreadsAreApart() {
        Row two = new Row("gemm:m1n1k1", "forward", 2, "lanewise", true, 0, new double[]{1});
        Row other = new Row("gemm:m1n1k1", "gradInput", 1, "lanewise", true, 0, new double[]{1});
        assertEquals(3, Contest.of(List.of(row("gemm:m1n1k1", "lanewise", true, 1), two, other)).size());
    }

    @Test
    void withoutUsThereIsNoContest() {
        assertEquals(List.of(), Contest.of(List.of(row("gemm:m1n1k1", "openblas", true, 1))));
    }

    @Test
    void theGeometricMeanIsOverRowsWithARival() {
        List<Contest> contests = Contest.of(List.of(row("gemm:m1n1k1", "lanewise", true, 1),
                row("gemm:m1n1k1", "openblas", true, 2), row("gemm:m2n2k2", "lanewise", true, 1),
                row("gemm:m2n2k2", "openblas", true, 8), row("gemm:m3n3k3", "lanewise", true, 1)));
        assertEquals(4, Contest.geometricMean(contests), 1e-12);
        assertTrue(Double.isNaN(Contest.geometricMean(contests.subList(2, 3))));
    }
}
