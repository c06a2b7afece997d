package org.plumbline.report.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.AbstractMap.SimpleEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.optim.nonlinear.scalar.MultivariateFunctionMappingAdapter;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Certified;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Claims;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;

class CellCodeTest {
    /** A function behind an interface, which only objects tell of. */
    interface Shape {
        double area();
    }

    record Square(double side) implements Shape {
        @Override
        public double area() {
            return Sides.product(side, side);
        }
    }

    static final class Sides {
        private Sides() {}

        static double product(double a, double b) {
            return a * b;
        }
    }

    private static CellResult measured(Shape shape) {
        return CellResult.of(Map.of("area", new double[] {shape.area()}));
    }

    private static Supplier<CellResult> work(Object held) {
        return () -> measured((Shape) held);
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Class files with one of them changed. */
    private static ClassLoader changing(String changed) {
        return new ClassLoader(CellCodeTest.class.getClassLoader()) {
            @Override
            public InputStream getResourceAsStream(String name) {
                InputStream sound = super.getResourceAsStream(name);
                return name.equals(changed + ".class") ? touched(sound) : sound;
            }
        };
    }

    /** The same class with one more field. */
    private static InputStream touched(InputStream sound) {
        try (sound) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(sound.readAllBytes()).accept(writer, 0);
            writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, "more", "I", null, null);
            return new ByteArrayInputStream(writer.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String changed, Object work) {
        return new CodeClosure(changing(changed), "")
                .hash(CapturedClasses.of(work).orElseThrow());
    }

    @Test
    void aChangeOfAClassBehindAnInterfaceIsSeenAndOneElsewhereIsNot() {
        Object work = work(new Square(2));
        String sound = hash("", work);
        assertNotEquals(sound, hash(internal(Square.class), work), "held");
        assertNotEquals(sound, hash(internal(Sides.class), work), "named by what is held");
        assertNotEquals(sound, hash(internal(CellCodeTest.class), work), "where the code is written");
        assertEquals(sound, hash("org/plumbline/report/store/FileStoreTest", work), "not reached");
    }

    @Test
    void objectsInCollectionsAndArraysAreSeen() {
        for (Object held : List.of(
                List.of(new Square(1)),
                Map.of("a", new Square(1)),
                Optional.of(new Square(1)),
                new Shape[] {new Square(1)},
                Map.of(Square.class, 1))) {
            assertTrue(CapturedClasses.of(work(held)).orElseThrow().contains(internal(Square.class)), "" + held);
        }
    }

    /** What cannot be looked into depends on everything. */
    @Test
    void whatThePlatformHidesIsOpaque() {
        assertEquals(Optional.empty(), CapturedClasses.of(work(new AtomicReference<>(new Square(1)))));
        assertEquals(Optional.empty(), CapturedClasses.of(work(new SimpleEntry<>("a", new Square(1)))));
        Predicate<String> ours = text -> new Square(1).area() > text.length();
        assertEquals(Optional.empty(), CapturedClasses.of(ours.negate()));
        assertTrue(CapturedClasses.of(ours).isPresent());
    }

    /** A matrix of a library holds arrays, and a visitor of it may hold one of ours. */
    @Test
    void objectsOfLibrariesAreFollowed() {
        assertTrue(CapturedClasses.of(work(new Array2DRowRealMatrix(2, 2))).isPresent());
        Shape held = new Square(1);
        UnivariateFunction ours = x -> held.area() * x;
        Object library = new BoundedFunction(ours);
        assertTrue(CapturedClasses.of(work(library)).orElseThrow().contains(internal(Square.class)));
    }

    private static final class BoundedFunction extends MultivariateFunctionMappingAdapter {
        BoundedFunction(UnivariateFunction function) {
            super(x -> function.value(x[0]), new double[] {0}, new double[] {1});
        }
    }

    /** Otherwise every change of anything would run it again. */
    @Test
    void noCellOfARegisteredClaimIsOpaque() {
        Settings settings = new Settings(Profile.QUICK, 1);
        for (Claim claim : Claims.all()) {
            for (Cell cell : new Certified(claim).plan(settings)) {
                assertTrue(CapturedClasses.of(cell.work()).isPresent(), cell.key());
            }
        }
    }

    /** A result that one claim stored is found by the others, whichever of them is asked for. */
    @Test
    void cellsThatClaimsShareDependOnTheSameCode() {
        CodeClosure closure = new CodeClosure(CellCodeTest.class.getClassLoader(), "");
        for (Profile profile : Profile.values()) {
            Map<String, String> known = new HashMap<>();
            for (Claim claim : Claims.all()) {
                for (Cell cell : new Certified(claim).plan(new Settings(profile, 1))) {
                    String code = closure.hash(CapturedClasses.of(cell.work()).orElseThrow());
                    String before = known.putIfAbsent(cell.key(), code);
                    assertTrue(
                            before == null || before.equals(code), claim.card().id() + ", " + cell.key());
                }
            }
        }
    }

    /** Registries look methods up by name, so that whoever reaches one reaches them all. */
    @Test
    void whatLooksUpServicesReachesAllThatAreRegistered() {
        CodeClosure closure = new CodeClosure(CellCodeTest.class.getClassLoader(), "");
        Set<String> reached = closure.reached(Set.of(internal(Algorithms.class)));
        Algorithms.all()
                .forEach(spec -> assertTrue(
                        reached.contains(internal(spec.getClass())), spec.card().name()));
        assertTrue(reached.size() > Algorithms.all().size());
    }

    /** No registered claim's cells depend on the report, or on another audit. */
    @Test
    void cellsOfClaimsDoNotDependOnReportsOrOtherClaims() {
        CodeClosure closure = new CodeClosure(CellCodeTest.class.getClassLoader(), "");
        Settings settings = new Settings(Profile.QUICK, 1);
        Claim claim = Claims.all().stream()
                .filter(each -> each.card().id().equals("PEN-1@quadratic"))
                .findFirst()
                .orElseThrow();
        for (Cell cell : new Certified(claim).plan(settings)) {
            Set<String> reached =
                    closure.reached(CapturedClasses.of(cell.work()).orElseThrow());
            assertTrue(reached.stream().anyMatch(name -> name.startsWith("org/plumbline/problem/quadratic/")));
            assertFalse(reached.stream().anyMatch(name -> name.startsWith("org/plumbline/report/")), cell.key());
            assertFalse(
                    reached.stream().anyMatch(name -> name.startsWith("org/plumbline/theory/claim/rate/")), cell.key());
        }
    }

    @Test
    void surroundingsAndRootsTellHashesApart() {
        Set<String> roots = Set.of(internal(Square.class));
        ClassLoader loader = CellCodeTest.class.getClassLoader();
        String plain = new CodeClosure(loader, "").hash(roots);
        assertEquals(16, plain.length());
        assertEquals(plain, new CodeClosure(loader, "").hash(roots));
        assertNotEquals(plain, new CodeClosure(loader, "another virtual machine").hash(roots));
    }
}
