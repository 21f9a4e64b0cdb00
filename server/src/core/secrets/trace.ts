import type { Build } from '../build/build.ts'
import { type Declaration, imported, resolve } from '../build/declarations.ts'
import type { BuildRun } from '../build/runs.ts'
import type { Settings } from '../context.ts'
import type { Word, WordPart } from '../dockerfile/model.ts'
import { flowOf, type RunFlow, type Use } from './flow.ts'
import { type Evidence, judgeDeclaration } from './judgement.ts'
import { judgedByFile } from './namedFiles.ts'
import { carries, render } from './rendered.ts'
import { roleIn } from './roles.ts'
import { collectWordUses, type WordUse } from './wordUses.ts'
import { perObject } from '../memo.ts'

/** A credential in variables: an ARG or ENV and everything it is handed on to. */
export interface VariableSecret {
  readonly kind: 'variable'
  /** The name under which it enters: `NPM_TOKEN`. */
  readonly name: string
  /** `arg`: given with `--build-arg`. `env`: written in the Dockerfile. */
  readonly entry: 'arg' | 'env'
  readonly evidence: Evidence
  /** Every ARG and ENV that holds it, in order; a derived ENV may hold more than it. */
  readonly declarations: readonly Declaration[]
  /** What RUN commands do with it. */
  readonly uses: readonly (Use & { readonly flow: RunFlow })[]
  /** Instructions other than RUN, ARG and ENV that expand it. */
  readonly wordUses: readonly WordUse[]
}

/** What is known about the values of a build. */
export interface Trace {
  readonly flows: readonly RunFlow[]
  readonly secrets: readonly VariableSecret[]
}

interface Node {
  readonly declaration: Declaration
  readonly from: readonly Edge[]
  evidence: Evidence | undefined
}

interface Edge {
  readonly node: Node
  /** The value is the other's value, or holds it where credentials stand: what is a secret here is one there. */
  readonly same: boolean
  /** It stands where only a credential can: as the password of a URL. */
  readonly credential: boolean
}

/** Follows every ARG and ENV through the build, and says which of them are credentials. */
export function traceOf(build: Build, runs: readonly BuildRun[], settings: Settings): Trace {
  const flows = judgedByFile(
    build,
    runs.map(it => knownFlow(it, build)),
  )
  const uses = groupUses(flows)
  const wordUses = collectWordUses(build)
  const nodes = connect(build)
  for (const node of nodes.values()) {
    const { declaration } = node
    if (wordUses.get(declaration)?.some(it => it.isPath)) node.evidence = PATH
    else if (hasValue(node)) node.evidence = judgeDeclaration(settled(node), uses.get(declaration) ?? [], settings)
  }
  for (const node of nodes.values()) judgeByPlace(node)
  spreadBack([...nodes.values()])
  return { flows, secrets: secretsOf([...nodes.values()], uses, wordUses) }
}

/** A RUN of the same stage, with the same values of global ARGs, does the same in every version of a Dockerfile. */
const knownFlow = perObject((run: BuildRun, build: Build): RunFlow => flowOf(build, run))

/** `ARG DEPLOY_KEY` with `COPY $DEPLOY_KEY /root/.ssh/id_rsa`. */
const PATH: Evidence = { certain: true, why: 'it is a path', denied: true }

/** `ARG GATE` is a credential when `ENV URL=https://ci:$GATE@example.com` makes it one. With a default it may be a sample. */
function judgeByPlace({ from }: Node): void {
  for (const { node, credential } of from)
    if (credential && !node.evidence && node.declaration.kind === 'arg' && !node.declaration.value)
      node.evidence = { certain: true, why: 'it is used as a credential', denied: false }
}

/** `ENV TOKEN=$TOKEN` without an ARG before it is empty, and `ENV PASSWORD=${PASSWORD:-odoo}` is `odoo`. */
function hasValue({ declaration, from }: Node): boolean {
  const { kind, value } = declaration
  return kind === 'arg' || 0 < from.length || value?.parts.every(it => it.kind === 'literal' || defaultOf(it)) === true
}

function settled({ declaration, from }: Node): Declaration {
  const { value } = declaration
  if (0 < from.length || !value?.parts.some(defaultOf)) return declaration
  return { ...declaration, value: { ...value, parts: value.parts.flatMap(it => defaultOf(it)?.parts ?? it) } }
}

function defaultOf(part: WordPart): Word | undefined {
  const word = part.kind === 'variable' && /^:?-$/.test(part.operator ?? '') ? part.operand : undefined
  return word?.parts.every(it => it.kind === 'literal') ? word : undefined
}

type FlowUse = VariableSecret['uses'][number]

function groupUses(flows: readonly RunFlow[]): ReadonlyMap<Declaration, FlowUse[]> {
  const groups = new Map<Declaration, FlowUse[]>()
  for (const flow of flows)
    for (const use of flow.uses) {
      if (use.source.kind !== 'variable') continue
      const { declaration } = use.source
      const group = groups.get(declaration)
      if (group) group.push({ ...use, flow })
      else groups.set(declaration, [{ ...use, flow }])
    }
  return groups
}

/** Declarations in order; each knows which earlier ones its value comes from. */
function connect(build: Build): ReadonlyMap<Declaration, Node> {
  const nodes = new Map<Declaration, Node>()
  const globals = new Map<string, Declaration>()
  for (const declaration of build.globals) {
    add(nodes, declaration, name => globals.get(name))
    globals.set(declaration.name.text, declaration)
  }
  for (const stage of build.stages)
    for (const declaration of stage.declarations)
      add(nodes, declaration, name => resolve(stage, name, declaration.start), imported(build, declaration))
  return nodes
}

function add(
  nodes: Map<Declaration, Node>,
  declaration: Declaration,
  find: (name: string) => Declaration | undefined,
  global?: Declaration,
): void {
  const from: Edge[] = []
  const link = (source: Declaration | undefined, same: boolean, credential = false) => {
    const node = source && nodes.get(source)
    if (node) from.push({ node, same, credential })
  }
  link(global, true)
  if (declaration.value?.parts.some(it => it.kind === 'variable')) {
    const rendered = render(declaration.value)
    for (const variable of rendered.variables) {
      if (!carries(variable.operator)) continue
      const role = roleIn(rendered, variable, undefined)
      const whole = rendered.variables.length === 1 && variable.end - variable.start === rendered.text.length
      if (role !== 'user') link(find(variable.name), whole || role === 'credential', role === 'credential')
    }
  } else if (declaration.kind === 'arg' && !declaration.value) link(find(declaration.name.text), true)
  nodes.set(declaration, { declaration, from, evidence: undefined })
}

/** What turns out to be a secret was one where it came from. Later declarations come first. */
function spreadBack(nodes: readonly Node[]): void {
  for (const node of nodes.toReversed()) {
    if (!node.evidence) continue
    for (const { node: source, same } of node.from)
      if (same && (!source.evidence || (!source.evidence.certain && node.evidence.certain)) && !source.evidence?.denied)
        source.evidence = { ...node.evidence }
  }
}

function secretsOf(
  nodes: readonly Node[],
  uses: ReadonlyMap<Declaration, readonly FlowUse[]>,
  wordUses: ReadonlyMap<Declaration, readonly WordUse[]>,
): readonly VariableSecret[] {
  const groups = new Map<string, { node: Node; members: Set<Declaration> }>()
  const keys = new Map<Node, ReadonlySet<string>>()
  for (const node of nodes) {
    const inherited = node.from.flatMap(it => [...(keys.get(it.node) ?? [])])
    const own = isRoot(node) ? [`${node.declaration.kind} ${node.declaration.name.text}`] : []
    const all = new Set([...inherited, ...own])
    keys.set(node, all)
    for (const key of all) {
      const group = groups.get(key)
      if (group) group.members.add(node.declaration)
      else groups.set(key, { node, members: new Set([node.declaration]) })
    }
  }
  return [...groups.values()].map(({ node, members }) => secretOf(node, [...members], uses, wordUses))
}

/** Where a secret enters: the first declaration that is one and does not just repeat an earlier one. */
function isRoot(node: Node): boolean {
  if (!node.evidence || node.evidence.denied) return false
  return !node.from.some(it => it.node.evidence && !it.node.evidence.denied)
}

function secretOf(
  node: Node,
  declarations: readonly Declaration[],
  uses: ReadonlyMap<Declaration, readonly FlowUse[]>,
  wordUses: ReadonlyMap<Declaration, readonly WordUse[]>,
): VariableSecret {
  return {
    kind: 'variable',
    name: node.declaration.name.text,
    entry: node.declaration.kind,
    evidence: node.evidence ?? { certain: false, why: '', denied: false },
    declarations,
    uses: declarations.flatMap(it => uses.get(it) ?? []),
    wordUses: declarations.flatMap(it => wordUses.get(it) ?? []),
  }
}
