package org.plumbline.problem;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.plumbline.numeric.RefusedException;

/** The registered families and their named instances, found through {@link ServiceLoader} in order of name. */
public final class Problems {
    private Problems() {}

    /**
     * All families on the class path of the current thread.
     *
     * @return in order of name
     */
    public static List<ProblemFamily> families() {
        List<ProblemFamily> families = new ArrayList<>();
        ServiceLoader.load(ProblemFamily.class).forEach(families::add);
        families.sort(Comparator.comparing(ProblemFamily::name));
        return families;
    }

    /**
     * All named instances.
     *
     * @return family by family
     */
    public static List<BilevelProblem> catalogue() {
        return families().stream().flatMap(f -> f.catalogue().stream()).toList();
    }

    /**
     * A named instance.
     *
     * @param id its name, such as "quadratic/claims"
     * @return the instance
     * @throws RefusedException if there is none of that name
     */
    public static BilevelProblem named(String id) {
        return find(id).orElseThrow(() -> new RefusedException("The problem \"" + id + "\" must be a file or one of "
                + catalogue().stream().map(BilevelProblem::id).toList()
                + ". Maybe see 'list problems'."));
    }

    /** Only the family that the name begins with is built: some catalogues solve Riccati equations. */
    private static Optional<BilevelProblem> find(String id) {
        return families().stream()
                .filter(family -> id.startsWith(family.name() + "/"))
                .flatMap(family -> family.catalogue().stream())
                .filter(problem -> problem.id().equals(id))
                .findFirst();
    }

    /**
     * Reads a problem file, whose format is the family's: see {@link ProblemFamily#read}.
     *
     * @param file YAML or JSON in UTF-8
     * @return the instance, named after its family and the file
     * @throws RefusedException if it cannot be read or breaks a rule: one line with file, key, value, rule, advice
     */
    public static BilevelProblem read(Path file) {
        return read(Fields.read(file), file.toString());
    }

    /**
     * Reads the text of a problem file.
     *
     * @param text YAML or JSON
     * @param source the file's name
     * @return the instance, named after its family and the file
     * @throws RefusedException if it breaks a rule: one line with file, key, value, rule, advice
     */
    public static BilevelProblem parse(String text, String source) {
        return read(Fields.parse(text, source), source);
    }

    /**
     * A named instance if there is one of that name, and else a file.
     *
     * @param fileOrId a name such as "quadratic/claims", or a path
     * @return the instance
     * @throws RefusedException if it is neither, or the file breaks a rule
     */
    public static BilevelProblem resolve(String fileOrId) {
        return find(fileOrId).orElseGet(() -> isFile(fileOrId) ? read(Path.of(fileOrId)) : named(fileOrId));
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static BilevelProblem read(Fields fields, String source) {
        List<ProblemFamily> families = families();
        String name = fields.choice(
                "family", families.stream().map(ProblemFamily::name).toList());
        ProblemFamily family = families.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        BilevelProblem problem = family.read(name + "/" + stem(source), fields);
        fields.refuseUnused();
        return problem;
    }

    /** The file's name without folder and extension. */
    private static String stem(String source) {
        String name =
                OneLine.unbroken(source.substring(1 + Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\'))));
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
