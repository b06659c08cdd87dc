package io.github.lanewise.verify.once;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The floors of the house: data goes straight down and comes straight up. */
@Tag("once")
class ArchitectureTest {
    private static final String KERNELS = "io.github.lanewise.kernels";
    private static final String INTERNAL = KERNELS + ".internal.";
    private static final String[] MICRO_KERNELS = {INTERNAL + "simd..", INTERNAL + "scalar..", INTERNAL + "micro.."};
    private static final String[] LOOPS = {INTERNAL + "gemm..", INTERNAL + "conv..", INTERNAL + "pool..",
            INTERNAL + "dense..", INTERNAL + "softmax..", INTERNAL + "loss..", INTERNAL + "reduce..",
            INTERNAL + "elementwise.."};

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.github.lanewise");

    @Test
    void internalsStayInTheirModule() {
        for (String module : new String[]{"kernels", "lenet", "bench", "verify"}) {
            String own = "io.github.lanewise." + module + "..";
            noClasses().that().resideOutsideOfPackage(own).should()
                    .dependOnClassesThat(resideInAPackage(own).and(resideInAPackage("..internal.."))).check(CLASSES);
        }
    }

    @Test
    void vectorsStayInOnePackage() {
        noClasses().that().resideOutsideOfPackage(INTERNAL + "simd..").should().dependOnClassesThat()
                .resideInAPackage("jdk.incubator..").check(CLASSES);
    }

    /** com.sun.management, a part of the JDK, tells which vectors C2 compiles. */
    @Test
    void kernelsNeedNothingButTheJdk() {
        noClasses().that().resideInAPackage(KERNELS + "..").should().dependOnClassesThat()
                .resideOutsideOfPackages(KERNELS + "..", "java..", "jdk.incubator.vector..", "com.sun.management..")
                .check(CLASSES);
    }

    @Test
    void microKernelsKnowNoLoops() {
        noClasses().that().resideInAnyPackage(MICRO_KERNELS).should().dependOnClassesThat(
                resideInAnyPackage(LOOPS).or(resideInAPackage(INTERNAL + "select..")).or(publicApi())).check(CLASSES);
    }

    @Test
    void loopsKnowOfThePublicApiOnlyTheShapes() {
        noClasses().that().resideInAnyPackage(LOOPS).should()
                .dependOnClassesThat(publicApi().and(DescribedPredicate.not(shape()))).check(CLASSES);
    }

    /** The scalar twins are what runs where vectors do not exist, so they must not lead to them. */
    @Test
    void twinsKnowNoVectors() {
        noClasses().that().resideInAnyPackage(INTERNAL + "scalar..").should().dependOnClassesThat()
                .resideInAPackage(INTERNAL + "simd..").check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> publicApi() {
        return resideInAPackage(KERNELS);
    }

    private static DescribedPredicate<JavaClass> shape() {
        return simpleNameEndingWith("Shape").or(simpleName("Kind")).or(simpleName("Algorithm"))
                .or(simpleName("Connections")).or(simpleName("Reduction"))
                .or(simpleName("Layout"));
    }
}
