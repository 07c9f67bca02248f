import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { graph as graphQuery } from '../api/queries'
import type { GraphNode, NodeResult, RunDetail } from '../api/types'
import { Empty, Loaded } from '../parts/common'
import { nodeTone, type Tone } from '../parts/Status'
import { runRoute, type RunSearch } from '../router'
import { GraphView } from './GraphView'

/** The graph that a run worked on, each node in the colour of how it went. */
export function LineagePane({
  run,
  nodes,
  selected,
}: {
  run: RunDetail
  nodes: NodeResult[]
  selected: string | undefined
}) {
  const query = useQuery(graphQuery(run.id, run.status >= 10))
  const tones = useMemo(
    () => new Map<string, Tone>(nodes.map((node) => [node.unique_id, nodeTone(node.status)])),
    [nodes],
  )
  if (run.status < 10) return <Empty>The lineage is drawn from the manifest when the run ends.</Empty>
  return (
    <Loaded query={query}>
      {(graph) =>
        graph.nodes.length === 0 ? (
          <Empty>The project has no models, seeds, snapshots or sources.</Empty>
        ) : (
          <Canvas nodes={graph.nodes} tones={tones} selected={selected} />
        )
      }
    </Loaded>
  )
}

function Canvas({
  nodes,
  tones,
  selected,
}: {
  nodes: GraphNode[]
  tones: Map<string, Tone>
  selected: string | undefined
}) {
  const navigate = useNavigate({ from: runRoute.fullPath })
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useRef<GraphView>(null)
  useEffect(() => {
    if (!canvas.current) return
    const made = new GraphView(canvas.current, nodes, (id) =>
      void navigate({ search: (old: RunSearch) => ({ ...old, node: id }), replace: true }),
    )
    view.current = made
    return () => made.close()
  }, [nodes, navigate])
  useEffect(() => view.current?.show(tones, selected), [tones, selected, nodes])
  return (
    <div>
      <canvas
        className="graph"
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={`Lineage of ${nodes.length} nodes; the Nodes tab lists the same`}
      />
      <p className="quiet">Drag to move, scroll to zoom, arrow keys walk along edges, f fits all.</p>
    </div>
  )
}
