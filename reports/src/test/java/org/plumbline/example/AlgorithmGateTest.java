package org.plumbline.example;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.plumbline.report.gate.PlumblineGate;

class AlgorithmGateTest {
    @Test
    void ourMethodDoesWhatItDid() {
        PlumblineGate.assertUnchanged(
                new RewrittenAlgorithm.Spec(RewrittenAlgorithm.Change.NONE),
                Path.of("src/main/resources/org/plumbline/report/gate.yaml"));
    }
}
