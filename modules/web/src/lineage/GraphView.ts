import type { GraphNode } from '../api/types'
import type { Tone } from '../parts/Status'
import { layout, type Layout, type Placed } from './layout'

const COLUMN = 220
const ROW = 34
const BOX_WIDTH = 170
const BOX_HEIGHT = 24
const LEAST_ZOOM = 0.02
const MOST_ZOOM = 2
/** Names are hard to read below it; a graph that is larger is shown from its left side on. */
const READABLE_ZOOM = 0.75

/** Draws a graph on a canvas, and lets people move in it. One of it draws thousands of nodes. */
export class GraphView {
  private readonly context: CanvasRenderingContext2D
  private readonly plan: Layout
  private readonly children = new Map<string, string[]>()
  private readonly observer: ResizeObserver
  private tones = new Map<string, Tone>()
  private selected: string | undefined
  private x = 0
  private y = 0
  private zoom = 1
  private frame = 0
  private drag: { x: number; y: number; moved: boolean } | null = null
  private readonly ending = new AbortController()

  constructor(
    private readonly canvas: HTMLCanvasElement,
    nodes: GraphNode[],
    private readonly onSelect: (id: string) => void,
  ) {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser cannot draw on a canvas.')
    this.context = context
    this.plan = layout(nodes)
    for (const node of nodes) {
      for (const parent of node.parents) {
        const list = this.children.get(parent)
        if (list) list.push(node.unique_id)
        else this.children.set(parent, [node.unique_id])
      }
    }
    this.observer = new ResizeObserver(() => this.resize())
    this.observer.observe(canvas)
    this.listen()
    this.resize()
    this.fit(READABLE_ZOOM)
  }

  show(tones: Map<string, Tone>, selected: string | undefined) {
    this.tones = tones
    if (selected !== this.selected) this.reveal(selected)
    this.selected = selected
    this.redraw()
  }

  /** Moves a node that is out of sight into the middle. */
  private reveal(id: string | undefined) {
    const node = id === undefined ? undefined : this.plan.placed.get(id)
    if (!node || this.visible(node)) return
    this.x = this.canvas.clientWidth / 2 - (node.column * COLUMN + BOX_WIDTH / 2) * this.zoom
    this.y = this.canvas.clientHeight / 2 - (node.row * ROW + BOX_HEIGHT / 2) * this.zoom
  }

  close() {
    this.ending.abort()
    this.observer.disconnect()
    cancelAnimationFrame(this.frame)
  }

  private listen() {
    const options = { signal: this.ending.signal }
    this.canvas.addEventListener(
      'pointerdown',
      (event) => {
        this.drag = { x: event.clientX, y: event.clientY, moved: false }
        this.canvas.setPointerCapture(event.pointerId)
      },
      options,
    )
    this.canvas.addEventListener('pointermove', (event) => this.move(event), options)
    this.canvas.addEventListener('pointerup', (event) => this.release(event), options)
    this.canvas.addEventListener('wheel', (event) => this.wheel(event), {
      ...options,
      passive: false,
    })
    this.canvas.addEventListener('keydown', (event) => this.key(event), options)
  }

  private move(event: PointerEvent) {
    if (!this.drag) return
    const dx = event.clientX - this.drag.x
    const dy = event.clientY - this.drag.y
    if (Math.abs(dx) + Math.abs(dy) < 3 && !this.drag.moved) return
    this.drag = { x: event.clientX, y: event.clientY, moved: true }
    this.x += dx
    this.y += dy
    this.redraw()
  }

  private release(event: PointerEvent) {
    const moved = this.drag?.moved ?? false
    this.drag = null
    if (moved) return
    const box = this.canvas.getBoundingClientRect()
    const hit = this.at(event.clientX - box.left, event.clientY - box.top)
    if (hit) this.onSelect(hit.node.unique_id)
  }

  private wheel(event: WheelEvent) {
    event.preventDefault()
    const box = this.canvas.getBoundingClientRect()
    const px = event.clientX - box.left
    const py = event.clientY - box.top
    const next = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, this.zoom * Math.exp(-event.deltaY / 400)))
    this.x = px - ((px - this.x) / this.zoom) * next
    this.y = py - ((py - this.y) / this.zoom) * next
    this.zoom = next
    this.redraw()
  }

  private key(event: KeyboardEvent) {
    const here = this.selected ? this.plan.placed.get(this.selected) : undefined
    switch (event.key) {
      case 'f':
        this.fit(LEAST_ZOOM)
        break
      case 'ArrowLeft':
        this.walk(here?.node.parents[0], event)
        break
      case 'ArrowRight':
        this.walk(here && this.children.get(here.node.unique_id)?.[0], event)
        break
      case 'ArrowUp':
      case 'ArrowDown':
        this.walk(here && this.beside(here, event.key === 'ArrowUp' ? -1 : 1), event)
        break
      default:
    }
  }

  private beside(here: Placed, by: number): string | undefined {
    for (const each of this.plan.placed.values()) {
      if (each.column === here.column && each.row === here.row + by) return each.node.unique_id
    }
    return undefined
  }

  private walk(to: string | undefined, event: KeyboardEvent) {
    event.preventDefault()
    const target = to ?? (this.selected ? undefined : this.plan.placed.keys().next().value)
    if (target && this.plan.placed.has(target)) this.onSelect(target)
  }

  private at(px: number, py: number): Placed | undefined {
    const gx = (px - this.x) / this.zoom
    const gy = (py - this.y) / this.zoom
    for (const each of this.plan.placed.values()) {
      const left = each.column * COLUMN
      const top = each.row * ROW
      if (gx >= left && gx <= left + BOX_WIDTH && gy >= top && gy <= top + BOX_HEIGHT) return each
    }
    return undefined
  }

  private fit(least: number) {
    const width = Math.max(1, this.plan.columns * COLUMN)
    const height = Math.max(1, this.plan.rows * ROW)
    const zoom = Math.min(1, (this.canvas.clientWidth - 32) / width, (this.canvas.clientHeight - 32) / height)
    this.zoom = Math.max(least, zoom)
    this.x = 16
    this.y = Math.max(16, (this.canvas.clientHeight - height * this.zoom) / 2)
    this.redraw()
  }

  private resize() {
    const ratio = window.devicePixelRatio || 1
    this.canvas.width = Math.round(this.canvas.clientWidth * ratio)
    this.canvas.height = Math.round(this.canvas.clientHeight * ratio)
    this.redraw()
  }

  private redraw() {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.draw())
  }

  private draw() {
    const ratio = window.devicePixelRatio || 1
    const style = getComputedStyle(this.canvas)
    const color = (name: string) => style.getPropertyValue(`--${name}`)
    const context = this.context
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.canvas.width, this.canvas.height)
    context.setTransform(ratio * this.zoom, 0, 0, ratio * this.zoom, this.x * ratio, this.y * ratio)
    this.drawEdges(color)
    for (const each of this.plan.placed.values()) {
      if (this.visible(each)) this.drawBox(each, color)
    }
  }

  private drawEdges(color: (name: string) => string) {
    const context = this.context
    context.lineWidth = 1 / Math.max(0.5, this.zoom)
    for (const lit of [false, true]) {
      context.strokeStyle = color(lit ? 'accent' : 'line-strong')
      context.globalAlpha = lit ? 1 : 0.45
      context.beginPath()
      for (const each of this.plan.placed.values()) {
        for (const parent of each.node.parents) {
          const from = this.plan.placed.get(parent)
          const touches = parent === this.selected || each.node.unique_id === this.selected
          if (from && touches === lit) edge(context, from, each)
        }
      }
      context.stroke()
    }
    context.globalAlpha = 1
  }

  private drawBox(each: Placed, color: (name: string) => string) {
    const context = this.context
    const left = each.column * COLUMN
    const top = each.row * ROW
    const tone = this.tones.get(each.node.unique_id)
    const chosen = each.node.unique_id === this.selected
    context.fillStyle = chosen ? color('accent-soft') : color('surface')
    context.strokeStyle = chosen ? color('accent') : color('line-strong')
    context.fillRect(left, top, BOX_WIDTH, BOX_HEIGHT)
    context.strokeRect(left, top, BOX_WIDTH, BOX_HEIGHT)
    context.fillStyle = color(`layer-${each.node.resource_type}`) || color('line-strong')
    context.fillRect(left, top, 4, BOX_HEIGHT)
    if (tone) {
      context.fillStyle = color(tone === 'idle' ? 'line-strong' : tone)
      context.fillRect(left + BOX_WIDTH - 10, top + 8, 6, 8)
    }
    if (this.zoom > 0.35) {
      context.fillStyle = color('text')
      context.font = `12px ${color('code')}`
      context.fillText(cut(each.node.name), left + 10, top + 16, BOX_WIDTH - 24)
    }
  }

  private visible(each: Placed): boolean {
    const left = each.column * COLUMN * this.zoom + this.x
    const top = each.row * ROW * this.zoom + this.y
    return (
      left < this.canvas.clientWidth &&
      top < this.canvas.clientHeight &&
      left + BOX_WIDTH * this.zoom > 0 &&
      top + BOX_HEIGHT * this.zoom > 0
    )
  }
}

function edge(context: CanvasRenderingContext2D, from: Placed, to: Placed) {
  const x1 = from.column * COLUMN + BOX_WIDTH
  const y1 = from.row * ROW + BOX_HEIGHT / 2
  const x2 = to.column * COLUMN
  const y2 = to.row * ROW + BOX_HEIGHT / 2
  const bend = (x2 - x1) / 2
  context.moveTo(x1, y1)
  context.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2)
}

function cut(name: string): string {
  return name.length > 24 ? `${name.slice(0, 23)}…` : name
}
