package io.github.lanewise.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import picocli.CommandLine;

/** A report of made-up results. */
class ReportCommandTest {
    private static final String PEAK = """
            {"machine":{"date":"2026-11-21T01:00:00Z","cpu":"AMD EPYC <9R45>","jdk":"25","flags":"","commit":"abc"},
             "peak":{"gflopsOneCore":250,"gflopsAllCores":500,"vectorBits":512,"cores":2,"bandwidth":[
               {"operation":"load","level":"L1","bytes":16384,"cores":1,"gigabytesPerSecond":400},
               {"operation":"load","level":"memory","bytes":134217728,"cores":1,"gigabytesPerSecond":30},
               {"operation":"copy","level":"memory","bytes":134217728,"cores":1,"gigabytesPerSecond":20}]}}""";

    private static final String RIVALS = """
            {"machine":{"date":"2026-11-21T02:00:00Z","cpu":"AMD EPYC <9R45>, 2 cores","jdk":"25","flags":"","commit":"def"},
             "peak":{"gflopsOneCore":249,"gflopsAllCores":499},
             "rows":[
               {"problem":"gemm:m100n100k100","pass":"forward","threads":1,"contender":"lanewise","userLayout":true,
                "operations":2000000,"nanoseconds":[10000,10001,9000]},
               {"problem":"gemm:m100n100k100","pass":"forward","threads":1,"contender":"openblas","userLayout":true,
                "operations":2000000,"nanoseconds":[20000,20000,20000]},
               {"problem":"gemm:m100n100k100","pass":"forward","threads":2,"contender":"lanewise","userLayout":true,
                "operations":2000000,"nanoseconds":[5000]},
               {"problem":"max:mb128ic6ih28kh2sh2","pass":"backward","threads":1,"contender":"lanewise",
                "userLayout":true,"operations":0,"nanoseconds":[301056]},
               {"problem":"max:mb128ic6ih28kh2sh2","pass":"backward","threads":1,"contender":"pytorch",
                "userLayout":true,"operations":0,"nanoseconds":[2408448]}]}""";

    private static final String JMH = """
            [{"benchmark":"a.b.ColdGemmBenchmark.multiply","params":{"problem":"gemm:m100n100k100","threads":"1"},
              "primaryMetric":{"scoreUnit":"us/op","rawData":[[16],[17],[15]]}}]""";

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    private int report(String... files) throws IOException {
        CommandLine command = new CommandLine(new ReportCommand()).setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said));
        String[] arguments = new String[files.length + 2];
        arguments[0] = "--out";
        arguments[1] = folder.resolve("out").toString();
        for (int i = 0; i < files.length; i++) {
            arguments[i + 2] = Files.writeString(folder.resolve(i + ".json"), files[i]).toString();
        }
        return command.execute(arguments);
    }

    private String read(String ending) throws IOException {
        return Files.readString(folder.resolve("out/2026-11-21-amd-epyc-9r45" + ending));
    }

    @Test
    void tables() throws IOException {
        assertEquals(0, report(PEAK, RIVALS, JMH), said::toString);
        String text = read(".md");
        for (String line : List.of("# Lanewise on AMD EPYC <9R45>, 2026-11-21",
                "| 1.json | 2026-11-21T02:00:00Z | def |",
                "| gemm:m100n100k100 | forward | openblas | 2.00 | 10.0 | 200.0 | 80 % | 2.00 |  |",
                "| max:mb128ic6ih28kh2sh2 | backward | pytorch | 8.00 | 301.1 |  | 50 % |  | 8.00 |",
                "| gemm:m100n100k100 | forward |  |  | 5.0 | 400.0 | 80 % |",
                "Geometric mean against the best rival: 4.00 (2 rows).",
                "Geometric mean over all rows against the best rival: 4.00 (2 rows).",
                "| gemm:m100n100k100 | forward | 2 | 10.0 | 5.0 | 2.00 |",
                "| ColdGemmBenchmark.multiply | gemm:m100n100k100 1 | 3 | 16.0 | 125.0 | 50 % |",
                "| memory | copy | 131,072 KiB | 1 | 20.0 |")) {
            assertTrue(text.lines().anyMatch(line::equals), () -> line + "\nis not in\n" + text);
        }
    }

    @Test
    void charts() throws Exception {
        assertEquals(0, report(PEAK, RIVALS), said::toString);
        String html = read(".html");
        assertTrue(html.contains("<h1>Lanewise on AMD EPYC &lt;9R45&gt;, 2026-11-21</h1>"));
        List<String> charts = Pattern.compile("<figcaption>([^<]*)</figcaption>").matcher(html).results()
                .map((MatchResult caption) -> caption.group(1)).toList();
        assertEquals(List.of("Roofline, threads: 1", "Share of peak, gemm, threads: 1",
                "Share of peak, pool, threads: 1", "Roofline, threads: 2", "Share of peak, gemm, threads: 2"), charts);
        Set<String> names = new HashSet<>();
        for (MatchResult figure : Pattern.compile("<figure>(.*?)<figcaption>", Pattern.DOTALL).matcher(html).results()
                .toList()) {
            Element svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(figure.group(1)))).getDocumentElement();
            assertEquals("svg", svg.getNodeName());
            NodeList clips = svg.getElementsByTagName("clipPath");
            for (int i = 0; i < clips.getLength(); i++) {
                assertTrue(names.add(((Element) clips.item(i)).getAttribute("id")));
            }
        }
        assertFalse(names.isEmpty());
    }

    @Test
    void thePeakAloneIsAReport() throws IOException {
        assertEquals(0, report(PEAK), said::toString);
        assertFalse(read(".md").contains("Against the rivals"));
    }

    @Test
    void withoutAPeakThereIsNone() throws IOException {
        assertEquals(1, report(JMH));
        assertTrue(said.toString().contains("run bench peak first"));
    }

    @Test
    void machinesAreNotMixed() throws IOException {
        assertEquals(1, report(PEAK, RIVALS.replace("9R45", "9R14")));
        assertTrue(said.toString().contains("expected those of one machine"));
    }
}
