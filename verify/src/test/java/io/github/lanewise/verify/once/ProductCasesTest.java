package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.verify.conformance.CaseFile;
import io.github.lanewise.verify.conformance.ConformanceCase;
import io.github.lanewise.verify.conformance.ConformanceRunner;
import io.github.lanewise.verify.conformance.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broadcasting of conformance cases of products: shapes in every relation, with results that numpy 2.4.6 gave. */
@Tag("once")
class ProductCasesTest {
    private static final String CASE = "{\"name\":\"n\",\"suite\":\"s\",\"op\":\"%s\",\"attrs\":{%s},\"tags\":[],"
            + "\"inputs\":{%s},\"outputs\":{%s}}";

    @TempDir
    private Path folder;

    @Test
    void matmul() throws IOException {
        matmul(tensor("a", "2,1,1,2", "3,-4,-3,-2"), tensor("b", "3,2,1", "-3,3,3,1,-4,-4"),
                tensor("y", "2,3,1,1", "-21,5,4,3,-11,20"));
        matmul(tensor("a", "2,2,1,2", "-2,-1,1,0,-2,-3,2,2"), tensor("b", "2,2,2,1", "-4,-3,0,-1,3,0,-1,-1"),
                tensor("y", "2,2,1,1", "11,0,-6,-4"));
        matmul(tensor("a", "2", "1,1"), tensor("b", "3,2,1", "-3,2,2,4,3,-2"), tensor("y", "3,1", "-1,6,1"));
        matmul(tensor("a", "2,1,2", "-2,1,1,2"), tensor("b", "2", "3,-2"), tensor("y", "2,1", "-8,-1"));
        matmul(tensor("a", "3,1,1,2", "4,-4,-4,4,4,-2"), tensor("b", "1,2,2,2", "-3,-2,-4,4,1,1,-2,0"),
                tensor("y", "3,2,1,2", "4,-24,12,4,-4,24,-12,-4,-4,-16,8,4"));
    }

    private void matmul(String a, String b, String y) throws IOException {
        passes(CASE.formatted("matmul", "", a + "," + b, y));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/1/7,-21,-17,7,15,31", "3/1,0,4/7,-20,-20,7,16,28", "1,3/4,-3,1/4,-17,-17,4,19,31",
            "2,1/1,-2/7,-21,-17,10,18,34", "2,3/-2,0,2,-2,2,1/10,-20,-18,10,14,31"})
    void gemm(String shapeAndDataOfCAndY) throws IOException {
        String[] parts = shapeAndDataOfCAndY.split("/");
        passes(CASE.formatted("gemm", "\"alpha\":2.0,\"beta\":-1.0,\"trans_a\":false,\"trans_b\":true",
                tensor("a", "2,2", "-3,2,0,-4") + "," + tensor("b", "3,2", "-2,-1,2,-2,0,-4") + ","
                        + tensor("c", parts[0], parts[1]),
                tensor("y", "2,3", parts[2])));
    }

    private static String tensor(String name, String shape, String data) {
        return "\"" + name + "\":{\"dtype\":\"f32\",\"shape\":[" + shape + "],\"data\":[" + data + "],\"exact\":true}";
    }

    private void passes(String line) throws IOException {
        List<ConformanceCase> cases = new ArrayList<>();
        CaseFile.read(Files.writeString(folder.resolve("cases.jsonl"), line), cases::add);
        Outcome outcome = new ConformanceRunner(Parallel.serial()).run(cases.getFirst());
        assertEquals(new Outcome.Passed(), outcome, line);
    }
}
