using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Plumbline.Code.Trees;

namespace Plumbline.Code.CSharp;

/// <summary>Statements: what they bind and what they evaluate. Which of them runs is not asked.</summary>
internal sealed class Statements(TreeBuilder tree, Expressions expressions, CSharpReader reader)
{
    /// <summary>A body of either form; what an expression body gives is what the function returns.</summary>
    public void Body(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow)
    {
        if (block is not null) Read(block);
        if (arrow is not null) Return(arrow.Expression);
    }

    /// <summary>A value that a function returns.</summary>
    public void Return(ExpressionSyntax value)
    {
        if (value is AssignmentExpressionSyntax assignment) Assign(assignment);
        else tree.Bind(Binding.Return, expressions.Read(value), "", Expressions.LineOf(value));
    }

    /// <summary>One statement and all in it.</summary>
    public void Read(StatementSyntax statement)
    {
        switch (statement)
        {
            case LocalDeclarationStatementSyntax local:
                Variables(local.Declaration);
                break;
            case ReturnStatementSyntax { Expression: { } value }:
                Return(value);
                break;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment }:
                Assign(assignment);
                break;
            case LocalFunctionStatementSyntax local:
                reader.Function(
                    local.Identifier.ValueText, local.ParameterList, local.AttributeLists, Expressions.LineOf(local.Identifier), local,
                    (CSharpSyntaxNode?)local.Body ?? local.ExpressionBody);
                break;
            case ForEachStatementSyntax each:
                tree.Bind(each.Identifier.ValueText, null, each.Type.ToString(), Expressions.LineOf(each.Identifier));
                Branch(each);
                break;
            case IfStatementSyntax or SwitchStatementSyntax or TryStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax:
                Branch(statement);
                break;
            default:
                Children(statement);
                break;
        }
    }

    private void Branch(SyntaxNode node)
    {
        tree.Branches++;
        Children(node);
        tree.Branches--;
    }

    /// <summary>Declared variables, of whatever declaration.</summary>
    public void Variables(VariableDeclarationSyntax declaration)
    {
        var type = declaration.Type.ToString();
        foreach (var variable in declaration.Variables)
        {
            var value = variable.Initializer?.Value is { } given ? expressions.Read(given, type) : null;
            tree.Bind(variable.Identifier.ValueText, value, type is "var" ? "" : type, Expressions.LineOf(variable.Identifier));
        }
    }

    private void Assign(AssignmentExpressionSyntax assignment)
    {
        var line = Expressions.LineOf(assignment);
        switch (assignment.Left)
        {
            case IdentifierNameSyntax name when reader.FieldsAround.Contains(name.Identifier.ValueText):
                tree.BindField(name.Identifier.ValueText, expressions.Read(assignment.Right), "", line);
                break;
            case IdentifierNameSyntax name:
                tree.Bind(name.Identifier.ValueText, expressions.Read(assignment.Right), "", line);
                break;
            case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member:
                tree.BindField(member.Name.Identifier.ValueText, expressions.Read(assignment.Right), "", line);
                break;
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } member:
                tree.Bind($"{owner.Identifier.ValueText}.{member.Name.Identifier.ValueText}", expressions.Read(assignment.Right), "", line);
                break;
            default:
                tree.Evaluate(new Other([expressions.Read(assignment.Left), expressions.Read(assignment.Right)], line));
                break;
        }
    }

    private void Children(SyntaxNode node)
    {
        foreach (var child in node.ChildNodes())
        {
            if (child is StatementSyntax statement) Read(statement);
            else if (child is VariableDeclarationSyntax variables) Variables(variables);
            else if (child is ExpressionSyntax and not TypeSyntax) Evaluate((ExpressionSyntax)child);
            else if (child is not TypeSyntax) Children(child);
        }
    }

    private void Evaluate(ExpressionSyntax value)
    {
        if (value is AssignmentExpressionSyntax assignment) Assign(assignment);
        else tree.Evaluate(expressions.Read(value));
    }
}
