package org.plumbline.report.build;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.plumbline.report.model.ClaimRow;
import org.plumbline.report.model.RegisterItem;
import org.plumbline.report.model.RegisterRow;
import org.plumbline.theory.Verdict;

/** What the paper says, item by item, with the claims that bear on it: the resource {@code register.yaml}. */
public final class Register {
    private static final String RESOURCE = "/org/plumbline/report/register.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Register() {}

    /**
     * The items.
     *
     * @return in the order of the file
     */
    public static List<RegisterItem> items() {
        try (InputStream in = Register.class.getResourceAsStream(RESOURCE)) {
            return YAML.readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the register of the paper's claims", e);
        }
    }

    /**
     * The items beside what a run found.
     *
     * @param claims the run's claims, in order of name
     * @param complete whether every registered claim was in the run
     * @return one row an item; for a run of some claims, those on which they bear
     */
    static List<RegisterRow> rows(List<ClaimRow> claims, boolean complete) {
        return items().stream()
                .map(item -> row(item, claims))
                .filter(row -> complete || !row.rows().isEmpty())
                .toList();
    }

    static RegisterRow row(RegisterItem item, List<ClaimRow> claims) {
        List<ClaimRow> rows =
                claims.stream().filter(row -> item.bearing(row).isPresent()).toList();
        List<Verdict> said = rows.stream()
                .flatMap(row -> item.bearing(row).orElseThrow().of(row.verdict()).stream())
                .toList();
        return new RegisterRow(item, rows, said.isEmpty() ? Optional.empty() : Optional.of(Severity.worst(said)));
    }
}
