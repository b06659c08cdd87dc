package io.github.lanewise.bench.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The files of shapes. */
class ShapesTest {
    static final List<String> NAMES = Shapes.NAMES;

    /** What the kernels are held against, problem by problem. */
    private static final List<String> FLOORS = List.of("gemm:m256n256k256", "gemm:m512n512k512",
            "gemm:m1024n1024k1024", "gemm:m2048n2048k2048", "gemm:m1024n1024k1024ta1", "gemm:m1024n1024k1024tb1",
            "dense:mb128ic400oc120", "dense:mb128ic120oc84", "dense:mb128ic84oc10", "gemm:m6n784k25",
            "gemm:m16n100k150", "mb128ic1ih28oc6kh5ph2", "mb128ic6ih14oc16kh5", "mb128ic32ih8oc64kh5",
            "mb4ic3ih224oc64kh11sh4ph2", "mb4ic256ih56oc256kh3ph1", "mb4ic128ih28oc128kh3ph1", "mb4ic256ih56oc64kh1",
            "mb4ic64ih56oc64kh3dh2ph2", "mb4g128ic128ih56oc128kh3ph1", "max:mb128ic6ih28kh2sh2",
            "avg_p:mb128ic6ih28kh2sh2", "max:mb4ic64ih112kh2sh2", "avg_p:mb4ic64ih112kh2sh2",
            "max:mb4ic64ih112kh3sh2ph1", "avg_p:mb4ic64ih112kh3sh2ph1");

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyLineParsesAndIsUnique(String name) throws IOException {
        List<Problem> problems = Shapes.read(name);
        assertTrue(problems.size() >= 5, name);
        assertEquals(problems.size(), new HashSet<>(problems).size(), name);
        String text = new String(Shapes.class.getResourceAsStream("/shapes/" + name + ".txt").readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(text.lines().filter(line -> !line.startsWith("#")).toList(),
                problems.stream().map(Problem::toString).toList());
        assertTrue(text.startsWith("#"), name + " says where its problems are from");
    }

    @Test
    void everyFileIsListed() throws Exception {
        Path folder = Path.of(Shapes.class.getResource("/shapes/floors.txt").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(Shapes.NAMES.stream().map(name -> name + ".txt").collect(Collectors.toSet()),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @Test
    void floorsAreComplete() {
        assertEquals(FLOORS.stream().map(Problem::parse).collect(Collectors.toSet()),
                Set.copyOf(Shapes.read("floors")));
    }

    @Test
    void anUnknownFileIsNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Shapes.read("resnet")).getMessage()
                .startsWith("shapes are \"resnet\"; expected some of [floors, "));
    }

    @Test
    void operationsAndBytes() {
        Problem dense = Problem.parse("dense:mb128ic400oc120");
        assertEquals(2L * 128 * 400 * 120, dense.operations());
        assertEquals(4L * (128 * 400 + 400 * 120 + 128 * 120), dense.bytes());
        Problem conv = Problem.parse("conv:mb128ic6ih14oc16kh5");
        assertEquals("mb128ic6ih14oc16kh5", conv.text());
        assertEquals(2L * 128 * 16 * 100 * 6 * 25, conv.operations());
        assertEquals(conv.operations() * 60 / 96, Problem.parse("conv_lenet:mb128ic6ih14oc16kh5").operations());
        assertEquals("ConvolutionBenchmark", conv.family().benchmark());
        Problem pool = Problem.parse("max:mb4ic64ih112kh2sh2");
        assertEquals(0, pool.operations());
        assertEquals(4L * 4 * 64 * (112 * 112 + 56 * 56), pool.bytes());
    }

    @Test
    void otherOperationsAreNoProblem() {
        assertThrows(IllegalArgumentException.class, () -> Problem.parse("softmax:mb17ic10sp3"));
    }
}
