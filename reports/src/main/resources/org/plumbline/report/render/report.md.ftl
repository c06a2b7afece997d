<#macro tableOf table>
<details><summary>${page.html(table.title())?no_esc}</summary>

|<#list table.columns() as column> ${column} |</#list>
|<#list table.columns() as column><#if table.rows()?has_content && page.numeric(table.rows()[0][column?index])>--:<#else>---</#if>|</#list>
<#list table.rows() as cells>
|<#list cells as cell> ${page.cell(cell)} |</#list>
</#list>

</details>

</#macro>
# Plumbline report

Profile `${report.settings().profile().label()?no_esc}`, master seed ${report.settings().masterSeed()}. Each claim was stated with its criterion, its rule and its negative control before anything was run; the rule alone decided the verdict. This is the text of the page [index.html](index.html), which also has the oracle ledger and the registered methods; its tables are in LaTeX in [report.tex](report.tex); the numbers with all their digits are in [results.json](results.json) and in the folder `data`.

**How to read a verdict.** Finitely many runs can refute an upper bound or be consistent with it; they cannot prove it. SUPPORTED means consistent: on these instances, over this range, under this criterion. NOT\_SUPPORTED is a finding about a claim.

## Verdicts

<#if report.survivors()?has_content>
Broken variants that no claim rejects:

<#list report.survivors() as saboteur>
* ${saboteur.id()}: ${saboteur.description()}
</#list>

</#if>
<#if report.regressions()?has_content>
Methods that are not what is recorded of them:

<#list report.regressions() as line>
* ${line.text()}
</#list>

</#if>
<#if report.claims()?size == 0>
No claim was run.
<#elseif report.differing()?size == 0 && report.unclaimed()?size == 0>
All ${page.count(report.claims()?size)} verdicts are the recorded ones<#if report.explained()?has_content>, but for those that chance explains: <#list report.explained() as row>${row.id()} (${row.comparison()})<#sep>; </#list></#if>.
<#else>
Not everything is as recorded:

<#list report.differing() as row>
* ${row.id()}: ${row.verdict().name()}, ${row.comparison()}.<#list row.departures() as departure> ${departure}</#list>
</#list>
<#list report.unclaimed() as id>
* ${id}: a verdict is recorded, but no claim bears this name
</#list>
</#if>

| claim | verdict | expected | effect | estimate |
|---|---|---|---|---|
<#list report.claims() as row>
| ${row.id()} | ${row.verdict().name()} | ${page.expected(row)} | ${row.evidence().effect().name()} | ${page.effect(row.evidence().effect())} |
</#list>

<#if report.register()?has_content>
## What the paper says

| kind | statement | criterion | artefacts | verdict | boundary |
|---|---|---|---|---|---|
<#list report.register() as row>
| ${row.item().kind()} | ${row.item().statement()} | ${row.item().criterion()} | <#list row.groups() as group>${group.bearing().label()}: <#list group.rows() as claim>${claim.id()}<#sep>, </#list><#sep>; <#else>none</#list> | <#if row.verdict().isPresent()>${row.verdict().get().name()} (${row.counts()})<#else>${row.counts()}</#if> | ${row.item().boundary()} |
</#list>

</#if>
## Claims

<#list report.claims() as row>
<#assign card = row.card() evidence = row.evidence()>
### ${row.id()}

${card.statement()}

* **${row.verdict().name()}** (expected: ${page.expected(row)}<#if page.expectedWhy(row)?has_content>, as ${page.expectedWhy(row)}</#if>). ${evidence.reason()}
<#if evidence.others()?has_content>
* Also decided on: <#list evidence.others() as other>${other.name()}: ${page.effect(other)}<#sep>; </#list>
</#if>
* Criterion: ${card.criterion()} (${card.guarantee().label()})
* Source: ${card.source().work()}, ${card.source().place()} (${card.source().provenance().name()?lower_case})
* Assumptions: <#list card.assumptions() as assumption>${assumption}<#sep>; <#else>none</#list>
* Prediction: ${card.prediction()}
* Rule (SHA-256 `${row.ruleHash()?no_esc}`): ${card.rule()}
* Negative control: ${card.negativeControl()}
<#list evidence.controls() as control>
  * ${control.description()}: <#if control.rejected()>rejected<#else>**not rejected**</#if>. ${control.detail()}
</#list>
* Power: ${evidence.power()}
* False alarms: ${row.errors()}
* Seeds: ${evidence.seeds()}
* Drawn: ${page.draws(evidence)}
<#if row.audit() == "COST-2" && report.environment().benchmarks()?has_content>
* Times: what this work takes on a machine stands in the section "Environment"; times decide no claim
</#if>
* Run again: `${row.rerun()?no_esc}`

<#list row.figures() as figure>
<#if page.has("charts/" + figure.stem() + ".png")>
![${figure.plot().title()}](charts/${figure.stem()?no_esc}.png)

</#if>
</#list>
<#list row.maps() as figure>
<#if page.has("charts/" + figure.stem() + ".png")>
![${figure.map().title()}](charts/${figure.stem()?no_esc}.png)

</#if>
</#list>
<#list row.sheets() as sheet>
<@tableOf sheet.table()/>
</#list>
</#list>
<#if report.saboteurs()?has_content>
## Saboteurs

Each variant has one thing broken and is put before claims that do not know it, under their own rules, thresholds and grids. It is caught where the claim supports the sound variant and either refutes the broken one or finds that an assumption does not hold. Broken: ${page.count(report.saboteurs()?size)}; caught: ${page.count(report.saboteurs()?size - report.survivors()?size)}. The reasons are in [saboteurs.csv](data/saboteurs.csv).

| saboteur | what is broken | caught by | claim by claim: about the sound variant, about the broken one |
|---|---|---|---|
<#list report.saboteurs() as saboteur>
| ${saboteur.id()} | ${saboteur.description()} | <#if saboteur.survived()>**nobody**<#else>${saboteur.caughtBy()?join(", ")}</#if> | <#list saboteur.traps() as trap>${trap.claim()}: ${trap.sound().name()}, ${trap.broken().name()} (${trap.ending().label()})<#sep>; </#list> |
</#list>

</#if>
<#if report.gate()?has_content>
## Gate

Registered methods as they ran when that was last recorded, beside what they do now: a golden trace bit for bit, draws an iteration, samples to a target and exponents, seed by seed. Lines: ${page.count(report.gate()?size)}; not passed: ${page.count(report.regressions()?size)}.

| case | quantity | verdict | what moved |
|---|---|---|---|
<#list report.gate() as line>
| ${line.name()} | ${line.quantity()} | <#if line.passes()>${line.ending().name()}<#else>**${line.ending().name()}**</#if> | ${line.account()} |
</#list>

</#if>
## Environment

Only this block may differ between two runs of the same input.

| | |
|---|---|
<#list report.environment().facts() as name, value>
| ${name} | ${value} |
</#list>

<#list report.environment().benchmarks() as table>
<@tableOf table/>
</#list>
