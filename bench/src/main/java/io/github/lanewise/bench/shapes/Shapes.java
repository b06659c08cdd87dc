package io.github.lanewise.bench.shapes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The problems that are measured: files {@code shapes/NAME.txt} among the resources, a problem string a line, comments with
 * the source after {@code #}.
 */
public final class Shapes {
    /** The names of the files, in the order in which they are read. */
    public static final List<String> NAMES = List.of("floors", "gemm-square", "gemm-skinny", "lenet", "lenet-wide",
            "alexnet", "vgg16", "googlenet", "resnet18", "resnet50", "mobilenet");

    private Shapes() {}

    /**
     * Reads one file.
     *
     * @param name its name, one of {@link #NAMES}
     * @return its problems, in its order
     * @throws IllegalArgumentException if there is no such file, or a line is no problem
     */
    public static List<Problem> read(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("shapes are \"" + name + "\"; expected some of " + NAMES);
        }
        try (InputStream in = Shapes.class.getResourceAsStream("/shapes/" + name + ".txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty())
                    .map(Problem::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads several files.
     *
     * @param names their names
     * @return their problems, each once
     * @throws IllegalArgumentException as {@link #read} throws it
     */
    public static Set<Problem> read(Collection<String> names) {
        Set<Problem> problems = new LinkedHashSet<>();
        names.forEach(name -> problems.addAll(read(name)));
        return problems;
    }
}
