package io.github.lanewise.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Task TASK = Task.parse("gemm:m10n10k10", "multiply");
    private final Results results = new Results();
    private final Table table = new Table(results, List.of(Contender.values()));

    private static Results.Key key(Contender contender) {
        return new Results.Key(TASK, 1, contender);
    }

    @Test
    void medians() {
        assertEquals(2, Medians.median(3, 1, 2));
        assertEquals(2.5, Medians.median(4, 1, 2, 3));
        assertThrows(IllegalArgumentException.class, Medians::median);
    }

    @Test
    void coresAreRangesAndNumbers() {
        assertEquals(List.of(0, 1, 2, 3, 8), Cores.parse("0-3,8").numbers());
        assertEquals("3,8", Cores.parse("0-3,8").last(2));
        assertThrows(IllegalArgumentException.class, () -> Cores.parse("5").last(2));
    }

    @Test
    void theRatioIsThatOfTheBestRivalOnTheUsersLayout() {
        results.add(key(Contender.LANEWISE), 100);
        results.add(key(Contender.LANEWISE), 300);
        results.add(key(Contender.LANEWISE), 200);
        results.add(key(Contender.ONEDNN_NAT), 500);
        results.add(key(Contender.OPENBLAS), 400);
        results.add(key(Contender.ONEDNN_OWN), 10);
        assertEquals(2, table.ratio(TASK, 1).orElseThrow());
        assertTrue(table.ratio(TASK, 2).isEmpty());
        assertEquals(2, table.geometricMean(List.of(TASK), List.of(1, 2)).orElseThrow(), 1e-12);
        assertTrue(
                table.line(TASK, 1).matches("gemm:m10n10k10 +multiply +1 +GFLOP/s +10\\.0 +4\\.0 +200\\.0 .* 2\\.00"),
                table.line(TASK, 1));
    }

    @Test
    void fileNamesWhatRanAndWhatDidNot(@TempDir Path folder) throws IOException {
        results.add(key(Contender.LANEWISE), 100);
        results.note(key(Contender.LANEWISE), "simd-512");
        results.fail(key(Contender.PYTORCH), "no such library");
        Path file = folder.resolve("new").resolve("rivals.json");
        results.write(file, new Machine("today", "a processor", "a JDK", "--flag", "abc", "0.10", 250, 500));
        String json = Files.readString(file).replaceAll("\\s+", "");
        assertEquals(
                """
                        {"machine":{"date":"today","cpu":"aprocessor","jdk":"aJDK","flags":"--flag","commit":"abc","load":"0.10"},\
                        "peak":{"gflopsOneCore":250.0,"gflopsAllCores":500.0},\
                        "rows":[{"problem":"gemm:m10n10k10","pass":"multiply","threads":1,"contender":"lanewise",\
                        "userLayout":true,"operations":2000,"note":"simd-512","nanoseconds":[100.0]}],\
                        "notRun":[{"problem":"gemm:m10n10k10","pass":"multiply","threads":1,"contender":"pytorch",\
                        "reason":"nosuchlibrary"}]}""",
                json);
    }
}
