package org.plumbline.problem.game;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.LinearMap;

/**
 * The matrices of a PL game.
 *
 * @param p P, p×p, symmetric positive semidefinite
 * @param q Q, d×d, symmetric positive semidefinite
 * @param r1 R₁, p×d
 * @param r2 R₂, p×d
 * @param rho ρ, at least 0
 */
record GameData(RealMatrix p, RealMatrix q, RealMatrix r1, RealMatrix r2, double rho) {
    Map<String, Object> asMap() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("P", LinearMap.dense(p.getData()));
        data.put("Q", LinearMap.dense(q.getData()));
        data.put("R1", LinearMap.dense(r1.getData()));
        data.put("R2", LinearMap.dense(r2.getData()));
        data.put("rho", rho);
        return data;
    }
}
