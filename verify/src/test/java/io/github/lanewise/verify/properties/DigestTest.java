package io.github.lanewise.verify.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.verify.digest.Digests;
import io.github.lanewise.verify.digest.Digests.Digest;
import io.github.lanewise.verify.subject.Subjects;
import io.github.lanewise.verify.subject.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The bits in the repository are those of every back end and of one and two threads. Where this fails and nothing else, a
 * published order or an elementary function has changed: if it was meant to, {@code verify/bin/verify bits --update}.
 */
class DigestTest {
    @Test
    void bitsAreAsPublished() {
        List<Digest> digests = new ArrayList<>();
        Digests.problems().forEach(problem -> digests.addAll(Digests.of(problem, Way.all().subList(0, 2))));
        assertEquals(List.of(), digests.stream().flatMap(digest -> digest.deviations().stream()).toList());
        String got = Digests.format(digests);
        assertEquals(got, Digests.format(Digests.published().entrySet().stream()
                .map(entry -> new Digest(entry.getKey(), entry.getValue(), List.of())).toList()));
    }

    @Test
    void everyOperationHasAProblem() {
        Set<String> operations = Digests.problems().stream()
                .map(problem -> Subjects.operation(problem.subject().problem())).collect(Collectors.toSet());
        assertEquals(Subjects.operations(), operations);
    }
}
